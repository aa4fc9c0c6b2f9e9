/// Earliest completion times of sets of tasks in logarithmic time per change.
///
/// Leaves stand in order of earliest start. A leaf is absent, in Θ (white), or in Λ (grey); each inner node knows the earliest
/// completion of its Θ-tasks and of its Θ-tasks with at most one Λ-task, and where in the tree these come from.
/// Source: Vilim, "Global constraints in scheduling" (thesis, 2007), chapter 2.
struct ThetaLambdaTree: BitwiseCopyable {
  struct Node: BitwiseCopyable {
    /// Sum of durations and earliest completion of Θ.
    var sum: Int
    var ect: Int
    /// The same with at most one task of Λ, and the leaf of that task; -1 = none.
    var greySum: Int
    var greyEct: Int
    var greySumLeaf: Int32
    var greyEctLeaf: Int32
  }

  /// No task: small, but adding durations to it stays small.
  static let nothing = Int.min / 4
  private static let empty = Node(
    sum: 0, ect: nothing, greySum: 0, greyEct: nothing, greySumLeaf: -1, greyEctLeaf: -1)

  private var nodes: UnsafeMutablePointer<Node>
  private let count: Int
  /// Number of leaves, a power of two.
  private let leaves: Int

  /// A tree for `count` tasks; each of its leaves is to be prepared before it is built.
  init(count: Int) {
    var size = 1
    while size < count { size *= 2 }
    self.count = count
    leaves = size
    nodes = .allocate(capacity: 2 * size)
    nodes.initialize(repeating: Self.empty, count: 2 * size)
  }

  func free() { nodes.deallocate() }

  @inline(__always)
  var ect: Int { nodes[1].ect }
  @inline(__always)
  var greyEct: Int { nodes[1].greyEct }
  /// The task of Λ that `greyEct` rests on; -1 = none.
  @inline(__always)
  var greyLeaf: Int { Int(nodes[1].greyEctLeaf) }

  @inline(__always)
  func setGrey(_ leaf: Int, start: Int, duration: Int) {
    let node = Node(
      sum: 0, ect: Self.nothing, greySum: duration, greyEct: start + duration,
      greySumLeaf: Int32(truncatingIfNeeded: leaf), greyEctLeaf: Int32(truncatingIfNeeded: leaf))
    set(leaf, node)
  }

  @inline(__always)
  func remove(_ leaf: Int) { set(leaf, Self.empty) }

  /// Sets a leaf without telling its ancestors; `build` follows.
  @inline(__always)
  func prepareWhite(_ leaf: Int, start: Int, duration: Int) {
    nodes[leaves + leaf] = Node(
      sum: duration, ect: start + duration, greySum: duration, greyEct: start + duration,
      greySumLeaf: -1, greyEctLeaf: -1)
  }

  /// The same for a task of Λ.
  @inline(__always)
  func prepareGrey(_ leaf: Int, start: Int, duration: Int) {
    nodes[leaves + leaf] = Node(
      sum: 0, ect: Self.nothing, greySum: duration, greyEct: start + duration,
      greySumLeaf: Int32(truncatingIfNeeded: leaf), greyEctLeaf: Int32(truncatingIfNeeded: leaf))
  }

  /// The same for no task.
  @inline(__always)
  func prepareEmpty(_ leaf: Int) { nodes[leaves + leaf] = Self.empty }

  /// Brings all inner nodes up to date; those without tasks stay empty.
  func build() {
    var first = leaves
    var last = leaves + max(count, 1) - 1
    while first > 1 {
      first >>= 1
      last >>= 1
      var i = last
      while i >= first {
        combine(i)
        i -= 1
      }
    }
  }

  @inline(__always)
  private func set(_ leaf: Int, _ node: Node) {
    var i = leaves + leaf
    nodes[i] = node
    i >>= 1
    while i >= 1 {
      combine(i)
      i >>= 1
    }
  }

  @inline(__always)
  private func combine(_ i: Int) {
    let l = nodes[2 * i]
    let r = nodes[2 * i + 1]
    var node = Node(
      sum: l.sum + r.sum, ect: max(r.ect, l.ect + r.sum), greySum: 0, greyEct: 0, greySumLeaf: -1,
      greyEctLeaf: -1)
    if l.greySum + r.sum >= l.sum + r.greySum {
      node.greySum = l.greySum + r.sum
      node.greySumLeaf = l.greySumLeaf
    } else {
      node.greySum = l.sum + r.greySum
      node.greySumLeaf = r.greySumLeaf
    }
    node.greyEct = r.greyEct
    node.greyEctLeaf = r.greyEctLeaf
    if l.ect + r.greySum > node.greyEct {
      node.greyEct = l.ect + r.greySum
      node.greyEctLeaf = r.greySumLeaf
    }
    if l.greyEct + r.sum > node.greyEct {
      node.greyEct = l.greyEct + r.sum
      node.greyEctLeaf = l.greyEctLeaf
    }
    nodes[i] = node
  }

  /// The leaf from whose start on the Θ-tasks give `ect`.
  func criticalLeaf() -> Int {
    var i = 1
    while i < leaves {
      let r = nodes[2 * i + 1]
      i = nodes[i].ect == r.ect ? 2 * i + 1 : 2 * i
    }
    return i - leaves
  }

  /// The leaf from whose start on the Θ-tasks and the task of leaf `grey` give `greyEct`.
  func greyCriticalLeaf() -> Int {
    var i = 1
    var withGrey = true
    while i < leaves {
      let l = nodes[2 * i]
      let r = nodes[2 * i + 1]
      if !withGrey {
        i = nodes[i].ect == r.ect ? 2 * i + 1 : 2 * i
      } else if nodes[i].greyEct == r.greyEct && nodes[i].greyEctLeaf == r.greyEctLeaf {
        i = 2 * i + 1
      } else if nodes[i].greyEct == l.ect + r.greySum && nodes[i].greyEctLeaf == r.greySumLeaf {
        withGrey = false
        i = 2 * i
      } else {
        i = 2 * i
      }
    }
    return i - leaves
  }
}
