import OptCore

/// Operations that dependences keep on the same warps, directly or by way of other operations.
package struct WarpTies: Sendable {
  /// `first[v]`: the lowest of the operations that run on the warps of operation v; v itself where there is none below it.
  package let first: [Int]
  /// The first operation that no set of warps suits, for one that it is tied to needs another; nil = there is none.
  package let impossibility: LoopInstance.Impossibility?

  /// The ties of an instance; without warps there are none.
  ///
  /// - Complexity: O(n + e), but for the look-ups of a union-find structure.
  package init(_ instance: LoopInstance) {
    var parent = Array(instance.operations.indices)
    func root(_ operation: Int) -> Int {
      var v = operation
      while parent[v] != v {
        parent[v] = parent[parent[v]]
        v = parent[v]
      }
      return v
    }
    for edge in instance.edges where edge.needsSameWarps && instance.isJoint {
      let (a, b) = (root(edge.source), root(edge.target))
      parent[max(a, b)] = min(a, b)
    }
    let first = instance.operations.indices.map(root)
    self.first = first
    impossibility =
      first.indices.lazy.compactMap { v in
        WarpTies.misfit(v, tiedTo: first[v], instance)
      }.first
  }

  /// Whether two operations run on the same warps whatever is chosen.
  package func tied(_ u: Int, _ v: Int) -> Bool { first[u] == first[v] }

  /// Two operations or more that are tied to each other, ascending, for every such group.
  package var groups: [[Int]] {
    Dictionary(grouping: first.indices) { first[$0] }.values.filter { $0.count > 1 }
      .sorted { $0[0] < $1[0] }
  }

  private static func misfit(
    _ v: Int, tiedTo other: Int, _ instance: LoopInstance
  ) -> LoopInstance.Impossibility? {
    let (operation, first) = (instance.operations[v], instance.operations[other])
    var difference: (found: String, expected: String)?
    if operation.warpCount != first.warpCount {
      difference = ("\(operation.warpCount) as its number of warps", "\(first.warpCount)")
    } else if instance.machine.warps?.variableLatencyWarp != nil,
      operation.hasVariableLatency != first.hasVariableLatency
    {
      difference =
        first.hasVariableLatency
        ? ("no variable latency", "variable latency") : ("variable latency", "none")
    }
    return difference.map { difference in
      LoopInstance.Impossibility(
        operation: v,
        description: "found \(difference.found), expected \(difference.expected) as of operation"
          + " \(quoted(first.id)), on whose warps dependences keep it: no schedule of operation"
          + " \(quoted(operation.id)) exists")
    }
  }
}
