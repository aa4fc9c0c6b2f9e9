/// The jobs whose rows may hold an improving move, each at most once, served in the order they came.
package struct JobQueue: Sendable {
  private var ring: [Int32]
  private var isQueued: [Bool]
  private var head = 0
  /// The number of jobs waiting.
  package private(set) var count = 0

  /// An empty queue for jobs `0..<jobCount`.
  package init(jobCount: Int) {
    ring = [Int32](repeating: 0, count: jobCount)
    isQueued = [Bool](repeating: false, count: jobCount)
  }

  /// Adds a job unless it is waiting already.
  @inline(__always)
  package mutating func push(_ job: Int32) {
    if isQueued[Int(job)] { return }
    isQueued[Int(job)] = true
    var tail = head &+ count
    if tail >= ring.count { tail &-= ring.count }
    ring[tail] = job
    count &+= 1
  }

  /// Takes the job that waits longest; nil when none waits.
  @inline(__always)
  package mutating func pop() -> Int32? {
    if count == 0 { return nil }
    let job = ring[head]
    head &+= 1
    if head == ring.count { head = 0 }
    count &-= 1
    isQueued[Int(job)] = false
    return job
  }
}
