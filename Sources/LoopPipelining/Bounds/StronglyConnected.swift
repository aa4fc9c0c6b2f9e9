/// The strongly connected components of a graph.
struct StronglyConnected {
  /// `component[v]`: the component of node v; a component comes before those its arcs lead to.
  let component: [Int]
  /// The number of components.
  let count: Int

  /// - Complexity: O(n + e).
  /// - Source: Tarjan (1972), "Depth-first search and linear graph algorithms", without recursion.
  init(_ arcs: [(from: Int, to: Int, weight: Int)], count: Int) {
    var targets = [[Int]](repeating: [], count: count)
    for arc in arcs { targets[arc.from].append(arc.to) }
    var (index, low) = ([Int](repeating: -1, count: count), [Int](repeating: 0, count: count))
    var (component, components, next) = ([Int](repeating: -1, count: count), 0, 0)
    var open: [Int] = []
    var calls: [(node: Int, place: Int)] = []
    for root in 0..<count where index[root] < 0 {
      calls.append((root, 0))
      while let call = calls.last {
        let v = call.node
        if call.place == 0 {
          (index[v], low[v]) = (next, next)
          next += 1
          open.append(v)
        }
        if call.place < targets[v].count {
          calls[calls.count - 1].place += 1
          let w = targets[v][call.place]
          if index[w] < 0 {
            calls.append((w, 0))
          } else if component[w] < 0 {
            low[v] = min(low[v], index[w])
          }
          continue
        }
        calls.removeLast()
        if let parent = calls.last { low[parent.node] = min(low[parent.node], low[v]) }
        if low[v] == index[v] {
          while let w = open.popLast() {
            component[w] = components
            if w == v { break }
          }
          components += 1
        }
      }
    }
    // Tarjan finds them from the end.
    self.component = component.map { components - 1 - $0 }
    self.count = components
  }
}
