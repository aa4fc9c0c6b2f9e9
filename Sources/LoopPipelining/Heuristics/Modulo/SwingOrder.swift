/// The order in which swing modulo scheduling places operations: recurrences first, those that ask for the largest interval before
/// others, and from what is placed outwards, so that hardly any operation has neighbours placed on both sides.
///
/// - Source: Llosa, Gonzalez, Ayguade and Valero (1996), "Swing modulo scheduling: a lifetime-sensitive approach", section 3.2.
struct SwingOrder {
  /// All operations.
  private(set) var order: [Int] = []

  private let predecessors: [[Int]]
  private let successors: [[Int]]
  /// Longest paths from the beginning to each operation, and from it to the end, at the interval.
  private let depths: [Int]
  private let heights: [Int]
  private var isOrdered: [Bool]

  /// - Parameters:
  ///   - paths: longest paths at an interval that no cycle of dependences forbids.
  init(_ instance: LoopInstance, _ paths: LongestPaths) {
    let count = instance.operationCount
    var (predecessors, successors) = (
      [[Int]](repeating: [], count: count), [[Int]](repeating: [], count: count)
    )
    for edge in instance.edges where edge.source != edge.target {
      successors[edge.source].append(edge.target)
      predecessors[edge.target].append(edge.source)
    }
    (self.predecessors, self.successors) = (predecessors, successors)
    depths = (0..<count).map { v in (0..<count).reduce(0) { max($0, paths[$1, v] ?? 0) } }
    heights = (0..<count).map { v in (0..<count).reduce(0) { max($0, paths[v, $1] ?? 0) } }
    isOrdered = Array(repeating: false, count: count)
    for set in sets(instance, paths) { place(set) }
  }

  /// Recurrences by the interval they ask for, each with what lies between it and those before; then all the rest.
  private func sets(_ instance: LoopInstance, _ paths: LongestPaths) -> [[Int]] {
    let count = instance.operationCount
    let components = StronglyConnected(
      instance.edges.map { ($0.source, $0.target, 0) }, count: count
    ).component
    var members: [Int: [Int]] = [:]
    for (v, component) in components.enumerated() { members[component, default: []].append(v) }
    let recurrences = members.values.compactMap { list -> (bound: Int, list: [Int])? in
      let inside = instance.edges.filter {
        components[$0.source] == components[list[0]] && components[$0.target] == components[list[0]]
      }
      return inside.isEmpty ? nil : (RecurrenceBound(inside, count: count).interval, list)
    }.sorted { ($0.bound, -$0.list[0]) > ($1.bound, -$1.list[0]) }
    var taken: Set<Int> = []
    var sets: [[Int]] = []
    for recurrence in recurrences {
      let between = (0..<count).filter { v in
        !taken.contains(v)
          && (taken.contains { paths[$0, v] != nil }
            && recurrence.list.contains { paths[v, $0] != nil }
            || recurrence.list.contains { paths[$0, v] != nil }
              && taken.contains { paths[v, $0] != nil })
      }
      let set = Set(recurrence.list + between).subtracting(taken)
      taken.formUnion(set)
      sets.append(set.sorted())
    }
    sets.append((0..<count).filter { !taken.contains($0) })
    return sets
  }

  /// Appends a set, swinging between upwards and downwards.
  private mutating func place(_ set: [Int]) {
    var left = Set(set)
    while !left.isEmpty {
      let before = left.filter { successors[$0].contains { isOrdered[$0] } }
      let after = left.filter { predecessors[$0].contains { isOrdered[$0] } }
      var isUpwards = true
      var ready: Set<Int>
      if !before.isEmpty {
        ready = before
      } else if !after.isEmpty {
        (ready, isUpwards) = (after, false)
      } else if let last = left.max(by: { (depths[$0], -$0) < (depths[$1], -$1) }) {
        ready = [last]
      } else {
        return
      }
      while !ready.isEmpty {
        guard let v = ready.max(by: { rank($0, isUpwards) < rank($1, isUpwards) }) else { break }
        order.append(v)
        isOrdered[v] = true
        ready.remove(v)
        left.remove(v)
        ready.formUnion((isUpwards ? predecessors[v] : successors[v]).filter(left.contains))
        if ready.isEmpty {
          isUpwards.toggle()
          ready = left.filter {
            (isUpwards ? successors[$0] : predecessors[$0]).contains { isOrdered[$0] }
          }
        }
      }
    }
  }

  /// Upwards by depth, downwards by height; of equal ones the less mobile.
  private func rank(_ v: Int, _ isUpwards: Bool) -> (Int, Int, Int) {
    (isUpwards ? depths[v] : heights[v], depths[v] + heights[v], -v)
  }
}
