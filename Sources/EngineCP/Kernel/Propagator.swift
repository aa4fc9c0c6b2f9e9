/// A constraint that draws conclusions of its own.
///
/// Kept in the kernel's table and called through it; the kernel is passed `inout`, so a propagator keeps no reference to it.
class Propagator {
  /// Place in the kernel's table.
  final var id: Int32 = -1
  /// 0 = cheap (linear), 1 = global.
  final let priority: Int

  init(priority: Int) { self.priority = priority }

  /// Draws all conclusions it can from the current bounds.
  ///
  /// - Returns: false on a conflict, which is then in `kernel.conflict`.
  func propagate(_ kernel: inout Kernel) -> Bool { true }

  /// Appends to `kernel.reasons` predicates that held before trail place `position` and imply `conclusion`, which this
  /// propagator pushed, or a stronger one, with `payload`.
  func explain(
    _ conclusion: Predicate, _ payload: Int32, before position: Int32, in kernel: inout Kernel
  ) {}
}

/// A propagator that a view's rise wakes.
struct Subscription: BitwiseCopyable {
  var propagator: Int32
  /// Place in `Kernel.isStale` that the rise sets.
  var mark: Int32
}

extension Kernel {
  /// Adds a propagator that is woken when one of the views rises, and queues it.
  mutating func add(_ propagator: Propagator, wokenBy views: some Sequence<Int32>) {
    let id = Int32(truncatingIfNeeded: propagators.count)
    propagator.id = id
    propagators.append(Unmanaged.passRetained(propagator))
    isQueued.append(false)
    propagatorSources.append(source)
    for view in views { subscribe(id, to: view) }
    enqueue(id)
  }

  mutating func subscribe(_ id: Int32, to view: Int32, mark: Int32 = 0) {
    var list = subscribers[view]
    if list.count > 0 {
      let last = list[list.count - 1]
      if last.propagator == id, last.mark == mark { return }
    }
    list.append(Subscription(propagator: id, mark: mark))
    subscribers[view] = list
  }

  @inline(__always)
  mutating func enqueue(_ id: Int32) {
    if isQueued[id] { return }
    isQueued[id] = true
    if propagators[id]._withUnsafeGuaranteedRef({ $0.priority }) == 0 {
      queues.0.append(id)
    } else {
      queues.1.append(id)
    }
  }

  mutating func clearQueues() {
    for i in 0..<queues.0.count { isQueued[queues.0[i]] = false }
    for i in 0..<queues.1.count { isQueued[queues.1[i]] = false }
    queues.0.truncate(to: 0)
    queues.1.truncate(to: 0)
  }
}
