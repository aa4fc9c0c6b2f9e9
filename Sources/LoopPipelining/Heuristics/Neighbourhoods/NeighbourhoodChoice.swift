import OptCore

/// Parts of a schedule to look for anew: operations that have to do with each other.
struct NeighbourhoodChoice {
  private let instance: LoopInstance
  private let interval: Int
  /// `units[v]`: units that operation v takes; `users[unit]`: operations that take it.
  private let units: [[Int]]
  private let users: [[Int]]

  init(_ instance: LoopInstance, interval: Int) {
    (self.instance, self.interval) = (instance, interval)
    units = instance.operations.map { Set($0.uses.map(\.unit)).sorted() }
    var users = [[Int]](repeating: [], count: instance.machine.units.count)
    for (v, list) in units.enumerated() { for unit in list { users[unit].append(v) } }
    self.users = users
  }

  /// About `size` operations around one: its neighbours in the graph, operations near to it in the rows of a unit, values that are live
  /// at the same time with their users, and so on from these.
  func part(
    around v: Int, of schedule: TentativeSchedule, size: Int, _ random: inout RandomStream
  ) -> [Int] {
    let lifetimes = schedule.lifetimes()
    var list = [v]
    var seen: Set<Int> = [v]
    for _ in 0..<4 * size where list.count < size {
      let base = random.below(2) == 0 ? v : list[random.below(list.count)]
      for w in related(to: base, of: schedule, lifetimes, &random) where list.count < size {
        if seen.insert(w).inserted { list.append(w) }
      }
    }
    return list
  }

  private func related(
    to v: Int, of schedule: TentativeSchedule, _ lifetimes: LoopLifetimes,
    _ random: inout RandomStream
  ) -> [Int] {
    switch random.below(4) {
    case 0:
      let edges = instance.outgoing[v] + instance.incoming[v]
      guard !edges.isEmpty else { return [] }
      let edge = instance.edges[edges[random.below(edges.count)]]
      return [edge.source == v ? edge.target : edge.source]
    case 1:
      guard !units[v].isEmpty else { return [] }
      let unit = units[v][random.below(units[v].count)]
      let near = users[unit].filter { $0 != v }.sorted {
        (distance($0, v, schedule), $0) < (distance($1, v, schedule), $1)
      }.prefix(Self.near)
      return near.isEmpty ? [] : [near[random.below(near.count)]]
    case 2:
      let length = lifetimes.lengths[v]
      let row = lifetimes.begins[v] + (length > 0 ? random.below(length) : 0)
      let live = schedule.live(in: row, lifetimes)
      guard !live.isEmpty else { return [] }
      let w = live[random.below(live.count)]
      return [w] + lastUsers(of: w, schedule)
    default: return lastUsers(of: v, schedule)
    }
  }

  private static let near = 8

  /// How many rows are between two operations.
  private func distance(_ v: Int, _ w: Int, _ schedule: TentativeSchedule) -> Int {
    let rows = RowLevels.row(of: schedule.starts[v] - schedule.starts[w], interval)
    return min(rows, interval - rows)
  }

  /// The users that a value lives for longest.
  private func lastUsers(of v: Int, _ schedule: TentativeSchedule) -> [Int] {
    let uses = instance.outgoing[v].map { instance.edges[$0] }.filter(\.isData).map {
      (target: $0.target, time: schedule.starts[$0.target] + $0.distance * interval + $0.hold)
    }
    let last = uses.map(\.time).max()
    return uses.filter { $0.time == last }.map(\.target)
  }
}
