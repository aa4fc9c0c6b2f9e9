import OptCore

/// What a random loop is drawn from.
///
/// Every operation runs on one kind of unit, which is busy for a cycle or, as often as `unpipelined` says, until the operation completes. Edges lead
/// from operations to later ones, and as many back over one iteration or more as `recurrences` says.
struct RandomLoopRecipe {
  /// The number of operations, at least 1.
  var operations = 12
  /// Kinds of units, at least 1.
  var units = 3
  /// The most instances of a unit, at least 1.
  var capacity = 2
  /// The longest operation in cycles, at least 1.
  var longest = 4
  /// The share of operations whose unit is busy until they complete.
  var unpipelined = 0.2
  /// Edges forward for every operation.
  var density = 1.5
  /// Edges back for every operation.
  var recurrences = 0.15
  /// The greatest distance of an edge back, at least 1.
  var distance = 2
  /// Memories that results take room in.
  var memories = 0
  /// The room in a memory as a share of what all results of an iteration take; no less than one operation after the other needs, so that some schedule
  /// exists.
  var room = 0.5
  /// Registers: of one register file in which every result takes one, or of every warp; nil = no limit.
  var registers: Int?
  /// Warps; 0 = none are assigned.
  var warps = 0
  /// The share of operations that load with variable latency, with warps.
  var loads = 0.2
  /// The longest delay between warps.
  var spill = 2

  /// `random_o12_s1`, with what differs from the standard.
  func name(seed: UInt64) -> String {
    let standard = RandomLoopRecipe()
    var name = "random_o\(operations)"
    if units != standard.units || capacity != standard.capacity { name += "_u\(units)x\(capacity)" }
    if longest != standard.longest { name += "_l\(longest)" }
    if unpipelined != standard.unpipelined { name += "_b\(unpipelined)" }
    if density != standard.density { name += "_e\(density)" }
    if recurrences != standard.recurrences || distance != standard.distance {
      name += "_c\(recurrences)x\(distance)"
    }
    if memories > 0 { name += "_m\(memories)x\(room)" }
    if let registers { name += "_r\(registers)" }
    if warps > 0 {
      name += "_w\(warps)"
      if loads != standard.loads { name += "_v\(loads)" }
      if spill != standard.spill { name += "_p\(spill)" }
    }
    return name + "_s\(seed)"
  }
}
