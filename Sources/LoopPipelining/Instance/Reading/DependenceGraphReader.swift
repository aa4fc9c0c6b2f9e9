import OptCore

/// Reads the dependence graphs of loops that Triton's scheduling tools write: `ddg-0.1`, and `curated-ddg-0.2` with registers and footprints.
///
/// Every node is an operation `n<id>` that reserves its pipeline from its issue on for its occupancy, or as its reservation table `rrt` says. Loads and
/// stores of tensor memory have a port of their own, `TMEMP`. In joint mode warps are warpgroups, operations on `TC` and `TMA` issue for one cycle and
/// others for their occupancy, loads that stream have no delay after them, and values take shared memory (bytes) and tensor memory (columns).
///
/// - Source: the repository facebookexperimental/triton, its tools sched2tlx and paper_joint_solver (2026).
struct DependenceGraphReader {
  /// Which form a file has.
  enum Version: String, CaseIterable {
    /// As the compiler writes it: no registers.
    case raw = "ddg-0.1"
    /// With registers, footprints, spills and what blocks.
    case curated = "curated-ddg-0.2"
  }

  /// Registers of a warpgroup of 128 threads with 255 each.
  private static let registersOfWarpgroup = 128 * 255
  /// Shared memory of a block on B200, in bytes.
  private static let sharedMemory = 232_448
  /// Columns of tensor memory on B200.
  private static let tensorColumns = 512

  /// Reads a document.
  ///
  /// - Parameter pick: the `loop_id` of a loop; nil = the only inner one. In a file of several loops it becomes part of the name.
  /// - Throws: `InstanceError` at the value that does not fit, with its path in the document.
  static func read(
    _ document: JSONCursor, version: JSONCursor, pick: String?, _ settings: LoopReadSettings
  ) throws(InstanceError) -> LoopContent {
    guard let text = version.value.asString, let form = Version(rawValue: text) else {
      throw version.error(expected: "\"ddg-0.1\" or \"curated-ddg-0.2\"")
    }
    let mode = settings.mode ?? (form == .curated ? .joint : .modulo)
    guard mode == .modulo || form == .curated else {
      throw version.error(
        found: "\(version.value.shown), which has no registers, and -P mode=joint",
        expected: "\"\(Version.curated.rawValue)\"")
    }
    if let warps = settings.warps, mode == .modulo {
      throw version.error(
        found: "-P warps=\(warps) in modulo mode", expected: "it in joint mode only")
    }
    let loop = try loop(document, pick)
    var graph = DependenceGraph(isJoint: mode == .joint)
    return try graph.content(
      loop.value, name: document.source.stem + loop.suffix, machine: machine(mode, settings))
  }

  /// Everything but the units.
  private static func machine(_ mode: LoopReader.Mode, _ settings: LoopReadSettings) -> LoopMachine
  {
    var machine = LoopMachine(name: "B200", units: [])
    guard mode == .joint else { return machine }
    let count = settings.warps ?? LoopReadSettings.standardWarps
    machine.memories = [
      .init(name: "SMEM", capacity: sharedMemory), .init(name: "TMEM", capacity: tensorColumns),
    ]
    machine.warps = .init(
      count: count, registers: Array(repeating: registersOfWarpgroup, count: count),
      variableLatencyWarp: 0)
    return machine
  }

  /// The loop that is meant, and what its name ends with in a file of several.
  private static func loop(
    _ document: JSONCursor, _ pick: String?
  ) throws(InstanceError) -> (value: JSONCursor, suffix: String) {
    let loops = try loops(document)
    let choices = loops.map { String($0.id) }.joined(separator: " ")
    if let pick {
      if let found = loops.first(where: { String($0.id) == pick }) {
        return (found.value, loops.count > 1 ? "_\(found.id)" : "")
      }
      throw PickError.unknown(pick, choices, document.source)
    }
    let inner = loops.filter { !$0.isOuter }
    if let only = loops.count == 1 ? loops.first : inner.count == 1 ? inner.first : nil {
      return (only.value, loops.count > 1 ? "_\(only.id)" : "")
    }
    throw PickError.choose(loops.count, choices, document.source)
  }

  /// The loops of a document, one or more.
  ///
  /// - Throws: `InstanceError` when there is none.
  static func loops(
    _ document: JSONCursor
  ) throws(InstanceError) -> [(id: Int, isOuter: Bool, value: JSONCursor)] {
    let list = try document.required("loops", "a list of loops")
    var loops: [(id: Int, isOuter: Bool, value: JSONCursor)] = []
    for (index, value) in try list.elements("a list of loops").enumerated() {
      let id = try value.integer("loop_id", in: LoopReader.numbers, default: index, "a number")
      guard !loops.contains(where: { $0.id == id }) else {
        throw value.error(
          found: "'loop_id' \(id)", expected: "a number that no loop before it has")
      }
      loops.append((id, try value.flag("is_outer"), value))
    }
    guard !loops.isEmpty else { throw list.error(found: "none", expected: "a loop or more") }
    return loops
  }
}
