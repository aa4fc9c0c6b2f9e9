/// Tasks that exclude each other on a unary resource: overload, edge finding and precedences of whole sets.
///
/// The same code looks at time forwards and backwards: a task is seen through a view of its start and an offset. Pairs are the
/// business of precedences with literals; where those exist, they also tell which tasks precede another.
final class Disjunctive: Propagator {
  /// A task as one direction sees it: earliest start `lower[view] + offset`.
  struct Task: BitwiseCopyable {
    var view: Int32
    var offset: Value
    var duration: Value
  }

  enum State: BitwiseCopyable {
    case present
    case open
    case absent
  }

  /// A task's earliest start and latest completion.
  struct Window: BitwiseCopyable {
    var est: Int
    var lct: Int
    var state: State
  }

  let count: Int
  /// Tasks forwards, then backwards.
  let tasks: UnsafeMutablePointer<Task>
  /// `orders[i * count + k]`: literal that task i precedes task k; view -1 = none. The same backwards follows. nil = none at all.
  let orders: UnsafeMutablePointer<Predicate>?
  /// Scratch: earliest start and latest completion by task, the tasks in order of each, and places in the first order.
  let est: UnsafeMutablePointer<Int>
  let lct: UnsafeMutablePointer<Int>
  let byStart: UnsafeMutablePointer<Int32>
  let byEnd: UnsafeMutablePointer<Int32>
  let leaf: UnsafeMutablePointer<Int32>
  let isWhite: UnsafeMutablePointer<Bool>
  /// Literal of presence by task; view -1 = always present.
  let presence: UnsafeMutablePointer<Predicate>
  let state: UnsafeMutablePointer<State>
  let tree: ThetaLambdaTree
  /// Place of the first task in `Kernel.isStale`: forwards, then backwards.
  var firstMark: Int32 = 0
  /// By direction and task: earliest start and earliest completion of what precedes it, when precedences of sets were looked at last.
  let seen: UnsafeMutablePointer<Int>
  let found: UnsafeMutablePointer<Int>
  /// By direction and task: what edge finding saw when it found nothing last.
  let quiet: UnsafeMutablePointer<Window>

  /// - Parameters:
  ///   - starts: the first view of each task's start.
  ///   - offsets: what is added to the view to give the start; nil = nothing.
  ///   - durations: at least 1, in the same order.
  ///   - presence: literal of each task's presence, nil = always; a start may be shared by tasks of which one is present.
  ///   - before: literal that task i precedes task k, nil = none, for i != k.
  init(
    starts: [Int32], offsets: [Value]? = nil, durations: [Value], presence: [Predicate?] = [],
    before literal: (_ i: Int, _ k: Int) -> Predicate?
  ) {
    count = starts.count
    tasks = .allocate(capacity: 2 * count)
    est = .allocate(capacity: count)
    lct = .allocate(capacity: count)
    byStart = .allocate(capacity: 2 * count)
    byEnd = .allocate(capacity: 2 * count)
    leaf = .allocate(capacity: count)
    isWhite = .allocate(capacity: count)
    self.presence = .allocate(capacity: count)
    state = .allocate(capacity: count)
    tree = ThetaLambdaTree(count: count)
    seen = .allocate(capacity: 2 * count)
    seen.initialize(repeating: ThetaLambdaTree.nothing, count: 2 * count)
    found = .allocate(capacity: 2 * count)
    found.initialize(repeating: ThetaLambdaTree.nothing, count: 2 * count)
    quiet = .allocate(capacity: 2 * count)
    quiet.initialize(
      repeating: Window(est: Int.min, lct: Int.min, state: .absent), count: 2 * count)
    orders = Self.orders(count, literal)
    for i in 0..<count {
      self.presence[i] = (i < presence.count ? presence[i] : nil) ?? Predicate(-1, 0)
      let offset = offsets?[i] ?? 0
      tasks[i] = Task(view: starts[i], offset: offset, duration: durations[i])
      tasks[count + i] = Task(
        view: starts[i] ^ 1, offset: -offset - durations[i], duration: durations[i])
      for half in 0..<2 {
        byStart[half * count + i] = Int32(truncatingIfNeeded: i)
        byEnd[half * count + i] = Int32(truncatingIfNeeded: i)
      }
    }
    super.init(priority: 1)
  }

  private static func orders(_ count: Int, _ literal: (_ i: Int, _ k: Int) -> Predicate?)
    -> UnsafeMutablePointer<Predicate>?
  {
    var orders: UnsafeMutablePointer<Predicate>?
    for i in 0..<count {
      for k in 0..<count where k != i {
        guard let order = literal(i, k) else { continue }
        let table = orders ?? .allocate(capacity: 2 * count * count)
        if orders == nil { table.initialize(repeating: Predicate(-1, 0), count: 2 * count * count) }
        orders = table
        table[i * count + k] = order
        table[(count + k) * count + i] = order
      }
    }
    return orders
  }

  deinit {
    tasks.deallocate()
    orders?.deallocate()
    est.deallocate()
    lct.deallocate()
    byStart.deallocate()
    byEnd.deallocate()
    leaf.deallocate()
    isWhite.deallocate()
    presence.deallocate()
    state.deallocate()
    tree.free()
    seen.deallocate()
    found.deallocate()
    quiet.deallocate()
  }

  override func propagate(_ kernel: inout Kernel) -> Bool {
    for i in 0..<count {
      let p = presence[i]
      state[i] =
        p.view < 0 || kernel.isTrue(p) ? .present : kernel.isFalse(p) ? .absent : .open
    }
    return propagate(backwards: false, &kernel) && propagate(backwards: true, &kernel)
  }

  private func propagate(backwards: Bool, _ kernel: inout Kernel) -> Bool {
    load(backwards, kernel)
    return edgeFinding(backwards, &kernel) && setPrecedences(backwards, &kernel)
  }
}
