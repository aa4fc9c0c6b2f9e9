/// Cycles of dependences.
enum DependenceCycle {
  /// A dependence at an initiation interval.
  struct Arc {
    let from: Int
    let to: Int
    let delay: Int
    let distance: Int
    /// How much later than its source its target starts at least: `delay - distance * interval`.
    let weight: Int

    init(from: Int, to: Int, delay: Int, distance: Int, at interval: Int) {
      (self.from, self.to, self.delay, self.distance) = (from, to, delay, distance)
      weight = delay - distance * interval
    }
  }

  /// The operations of a cycle of distance 0 whose delays add up to more than 0, in the order of its edges; nil = there is none.
  ///
  /// - Complexity: O(n e) at worst.
  static func withoutDistance(_ edges: [LoopEdge], count: Int) -> [Int]? {
    positive(
      edges.filter { $0.distance == 0 }.map {
        Arc(from: $0.source, to: $0.target, delay: $0.delay, distance: 0, at: 1)
      }, count: count
    ).map { $0.map(\.from) }
  }

  /// Arcs of a cycle whose weights add up to more than 0, in their order; nil = there is none.
  ///
  /// - Complexity: O(n e) at worst, Bellman's algorithm; O(e) for each round that changes something.
  static func positive(_ arcs: [Arc], count: Int) -> [Arc]? {
    var longest = [Int](repeating: 0, count: count)
    var last = [Int](repeating: -1, count: count)
    var changed = -1
    for _ in 0...count {
      changed = -1
      for (number, arc) in arcs.enumerated()
      where longest[arc.from] + arc.weight > longest[arc.to] {
        longest[arc.to] = longest[arc.from] + arc.weight
        last[arc.to] = number
        changed = arc.to
      }
      if changed < 0 { return nil }
    }
    // More than n rounds changed something: so many steps back from there one is on a cycle.
    for _ in 0..<count where last[changed] >= 0 { changed = arcs[last[changed]].from }
    var cycle: [Arc] = []
    var place = changed
    repeat {
      let arc = arcs[last[place]]
      cycle.append(arc)
      place = arc.from
    } while place != changed
    return cycle.reversed()
  }
}
