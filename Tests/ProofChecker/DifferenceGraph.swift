/// Inequalities `second - first <= weight` between pairs of variables, for finding a circle of them that cannot hold.
///
/// - Source: Bellman (1958), "On a routing problem": a circle of negative length keeps distances falling for ever.
struct DifferenceGraph {
  private var first: [Int32] = []
  private var second: [Int32] = []
  private var weights: [Int] = []
  private var nodes: [Int32] = []
  private var distances: [Int] = []
  private var met: [Int32] = []
  private var stamp: Int32 = 0
  /// Inequalities of other forms.
  private(set) var others: [Inequality] = []

  mutating func clear(variables: Int) {
    first.removeAll(keepingCapacity: true)
    second.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    nodes.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
    stamp &+= 1
    while met.count < variables {
      met.append(0)
      distances.append(0)
    }
  }

  /// Takes an inequality of two terms or more.
  mutating func add(_ inequality: Inequality, _ store: LinearStore) {
    let start = inequality.start
    if inequality.end - start < 2 { return }
    guard inequality.end - start == 2, store.factors[start] == -store.factors[start + 1] else {
      others.append(inequality)
      return
    }
    let factor = inequality.sign * store.factors[start]
    let weight = floorDivide(inequality.limit, abs(factor))
    guard abs(weight) < 1 << 40 else { return }
    let (a, b) = (store.variables[start], store.variables[start + 1])
    first.append(factor > 0 ? b : a)
    second.append(factor > 0 ? a : b)
    weights.append(weight)
    meet(a)
    meet(b)
  }

  private mutating func meet(_ variable: Int32) {
    if met[Int(variable)] == stamp { return }
    met[Int(variable)] = stamp
    distances[Int(variable)] = 0
    nodes.append(variable)
  }

  /// Whether some of the inequalities contradict each other.
  mutating func hasCycle() -> Bool {
    if weights.count < 2 { return false }
    // A path without a circle has fewer steps than there are nodes, and none is longer than 2^40.
    guard nodes.count < 1 << 16 else { return false }
    let least = -nodes.count << 40
    for _ in nodes {
      var isSteady = true
      var place = 0
      while place < weights.count {
        let distance = distances[Int(first[place])] + weights[place]
        if distance < distances[Int(second[place])] {
          if distance < least { return true }
          distances[Int(second[place])] = distance
          isSteady = false
        }
        place += 1
      }
      if isSteady { return false }
    }
    return true
  }

  /// Whether two of the other inequalities say opposite things of the same sum.
  func hasContradiction(_ store: LinearStore) -> Bool {
    guard others.count <= 200 else { return false }
    for (place, a) in others.enumerated() {
      for b in others[..<place] where a.limit + b.limit < 0 && areOpposite(a, b, store) {
        return true
      }
    }
    return false
  }

  private func areOpposite(_ a: Inequality, _ b: Inequality, _ store: LinearStore) -> Bool {
    guard a.end - a.start == b.end - b.start else { return false }
    for offset in 0..<a.end - a.start {
      let (i, k) = (a.start + offset, b.start + offset)
      guard store.variables[i] == store.variables[k],
        a.sign * store.factors[i] == -b.sign * store.factors[k]
      else { return false }
    }
    return true
  }
}
