/// A schedule at an interval, of a loop without warps, that keeps all dependences; some operations are set aside: what they take of units
/// and memories does not count, and all others keep the rules.
struct TentativeSchedule: Sendable {
  /// The loop.
  let instance: LoopInstance
  /// The initiation interval.
  let interval: Int
  /// `starts[v]`.
  var starts: [Int]
  /// `isAside[v]`.
  private(set) var isAside: [Bool]

  /// Adopts starts that keep all dependences.
  ///
  /// - Parameter aside: operations that units have no room for; where memories have none, more are set aside.
  init(_ instance: LoopInstance, interval: Int, starts: [Int], aside: [Int] = []) {
    (self.instance, self.interval, self.starts) = (instance, interval, starts)
    isAside = Array(repeating: false, count: starts.count)
    for v in aside { isAside[v] = true }
    setAside()
  }

  /// Adopts starts that keep all dependences, and sets aside what units and memories have no room for.
  ///
  /// - Parameter last: operations that are looked at after all others.
  init(_ instance: LoopInstance, interval: Int, starts: [Int], last: Set<Int>) {
    var table = ModuloTable(instance, interval: interval)
    var aside: [Int] = []
    for v in starts.indices.sorted(by: {
      (last.contains($0) ? 1 : 0, $0) < (last.contains($1) ? 1 : 0, $1)
    }) {
      if table.fits(v, at: starts[v]) { table.change(v, at: starts[v], 1) } else { aside.append(v) }
    }
    self.init(instance, interval: interval, starts: starts, aside: aside)
  }

  /// The operations that are set aside.
  var aside: [Int] { isAside.indices.filter { isAside[$0] } }

  /// Adopts other starts with which an operation need not be set aside, but perhaps another one instead.
  mutating func adopt(_ starts: [Int], placing v: Int, releasing other: Int?) {
    self.starts = starts
    isAside[v] = false
    if let other { isAside[other] = true }
  }

  /// The stretches of time in which values are live.
  func lifetimes() -> LoopLifetimes {
    LoopLifetimes(of: LoopSchedule(interval: interval, starts: starts), in: instance)
  }

  /// Sets the longest lives aside in rows where memories are too small.
  ///
  /// - Complexity: O(n log n) for each operation that is set aside.
  private mutating func setAside() {
    let lifetimes = lifetimes()
    for (memory, resource) in instance.machine.memories.enumerated() {
      var values = starts.indices.compactMap { v -> (operation: Int, stretch: RowLevels.Stretch)? in
        let amount = instance.operations[v].memory.first { $0.memory == memory }?.amount ?? 0
        guard amount > 0, lifetimes.lengths[v] > 0, !isAside[v] else { return nil }
        let begin = lifetimes.begins[v]
        return (v, .init(begin: begin, end: begin + lifetimes.lengths[v], amount: amount))
      }
      while !values.isEmpty {
        let peak = RowLevels(interval: interval, values.map(\.stretch)).peak
        if peak.amount <= resource.capacity { break }
        let place = values.indices.filter { covers(values[$0].stretch, peak.row) }.max {
          (area(values[$0].stretch), $0) < (area(values[$1].stretch), $1)
        }
        guard let place else { break }
        isAside[values[place].operation] = true
        values.remove(at: place)
      }
    }
  }

  private func area(_ stretch: RowLevels.Stretch) -> Int {
    (stretch.end - stretch.begin) * stretch.amount
  }

  /// Whether a stretch takes something in a row.
  private func covers(_ stretch: RowLevels.Stretch, _ row: Int) -> Bool {
    RowLevels.row(of: row - stretch.begin, interval) < stretch.end - stretch.begin
  }

  /// Operations not set aside whose values are live in a row of the kernel.
  func live(in row: Int, _ lifetimes: LoopLifetimes) -> [Int] {
    starts.indices.filter { v in
      !isAside[v] && instance.operations[v].memory.contains { $0.amount > 0 }
        && RowLevels.row(of: row - lifetimes.begins[v], interval) < lifetimes.lengths[v]
    }
  }
}
