import OptCore

/// Moves single operations between warps so that less waits on the same warp, less is handed over, and registers are shared out evenly:
/// descent, in a random order.
///
/// What waits on a warp issues alone there, so that the cycles for which all of it issues are a bound of the interval. Where only one
/// operation can issue at a time, all of them count.
struct PartitionSearch {
  private let instance: LoopInstance
  private let machine: LoopMachine.Warps
  /// `warps[v]`: the warps of operation v.
  private(set) var warps: [WarpSet]
  /// By warp: cycles for which operations that wait issue, and registers of all values.
  private var waiting: [Int]
  private var registers: [Int]
  private var waits: [Bool]

  /// nil without warps.
  init?(_ instance: LoopInstance, _ warps: [WarpSet]) {
    guard let machine = instance.machine.warps else { return nil }
    (self.instance, self.machine, self.warps) = (instance, machine, warps)
    (waiting, registers) = (
      [Int](repeating: 0, count: machine.count), [Int](repeating: 0, count: machine.count)
    )
    waits = Array(repeating: false, count: warps.count)
    for v in warps.indices {
      waits[v] = isWaiting(v)
      for warp in warps[v].warps {
        waiting[warp] += cycles(v)
        registers[warp] += instance.operations[v].registersPerWarp
      }
    }
  }

  /// Descends until no move helps, or for some passes.
  ///
  /// - Complexity: O(n warps degree) for each pass.
  mutating func descend(_ random: inout RandomStream) {
    for v in warps.indices where instance.operations[v].warpCount == 1 {
      let wide = usable(v)
      if let first = wide.first, !wide.contains(where: { warps[v].contains($0) }) {
        move(v, to: WarpSet([first]))
      }
    }
    let movable = warps.indices.filter { v in
      instance.operations[v].warpCount == 1 && usable(v).count > 1
    }
    for _ in 0..<Self.mostPasses {
      var improved = false
      for v in movable.shuffled(using: &random) {
        let home = warps[v]
        for warp in usable(v)
        where !warps[v].contains(warp) {
          let (before, here) = (cost(around: v), warps[v])
          move(v, to: WarpSet([warp]))
          if cost(around: v) < before { continue }
          move(v, to: here)
        }
        if warps[v] != home { improved = true }
      }
      if !improved { return }
    }
  }

  private static let mostPasses = 20

  /// Moves all operations that can move to one warp, the one with most registers: nothing is handed over.
  mutating func concentrate() {
    for v in warps.indices where instance.operations[v].warpCount == 1 {
      let usable = usable(v)
      let warp = usable.max {
        (machine.registers[$0] ?? .max, -$0) < (machine.registers[$1] ?? .max, -$1)
      }
      if let warp { move(v, to: WarpSet([warp])) }
    }
  }

  /// Moves some operations, and a number of random ones, anywhere.
  mutating func shake(_ list: [Int], and count: Int, _ random: inout RandomStream) {
    for v in list + (0..<count).map({ _ in random.below(warps.count) }) {
      let usable = usable(v)
      guard instance.operations[v].warpCount == 1, usable.count > 1 else { continue }
      move(v, to: WarpSet([usable[random.below(usable.count)]]))
    }
  }

  /// No interval below this has a schedule with these warps.
  var bound: Int { waiting.max() ?? 0 }

  /// What all of it costs.
  var cost: Double { loads + handing(instance.edges.indices) }

  /// What depends on the warps of an operation.
  private func cost(around v: Int) -> Double {
    loads + handing(instance.incoming[v]) + handing(instance.outgoing[v])
  }

  private var loads: Double {
    var cost = 0.0
    for warp in 0..<machine.count {
      cost += Double(waiting[warp] * waiting[warp])
      if let budget = machine.registers[warp] {
        let share = Double(registers[warp]) / Double(max(1, budget))
        cost += Self.registerWeight * share * share
      }
    }
    return cost
  }

  private func handing(_ edges: some Sequence<Int>) -> Double {
    var cost = 0.0
    for number in edges {
      let edge = instance.edges[number]
      guard edge.isData, warps[edge.source] != warps[edge.target] else { continue }
      cost += Double(instance.operations[edge.source].spill) + Self.crossing
    }
    return cost
  }

  private static let registerWeight = 10.0
  private static let crossing = 0.5

  private mutating func move(_ v: Int, to set: WarpSet) {
    let users = instance.outgoing[v].map { instance.edges[$0].target }
    let touched = Set(users + [v]).sorted()
    for u in touched { count(u, -1) }
    for warp in warps[v].warps { registers[warp] -= instance.operations[v].registersPerWarp }
    warps[v] = set
    for warp in set.warps { registers[warp] += instance.operations[v].registersPerWarp }
    for u in touched {
      waits[u] = isWaiting(u)
      count(u, 1)
    }
  }

  private mutating func count(_ v: Int, _ sign: Int) {
    for warp in warps[v].warps { waiting[warp] += sign * cycles(v) }
  }

  /// What an operation takes of its warp where it issues alone.
  private func cycles(_ v: Int) -> Int {
    let issue = instance.operations[v].issue
    return waits[v] ? max(1, issue) : machine.issueSlots == 1 ? issue : 0
  }

  /// Warps that an operation can run on, and that can hold its value.
  private func usable(_ v: Int) -> [Int] {
    let operation = instance.operations[v]
    let all = machine.usable(by: operation)
    let wide = all.filter { machine.registers[$0].map { $0 >= operation.registersPerWarp } ?? true }
    return wide.isEmpty ? all : wide
  }

  private func isWaiting(_ v: Int) -> Bool {
    instance.incoming[v].contains { number in
      let edge = instance.edges[number]
      return edge.isBlocking
        || edge.isData && edge.source != v && instance.operations[edge.source].registers > 0
          && warps[edge.source] != warps[v]
    }
  }
}
