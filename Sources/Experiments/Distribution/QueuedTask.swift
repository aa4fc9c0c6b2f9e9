/// A task of a job array as the cluster's queue shows it.
public struct QueuedTask: Sendable, Hashable {
  /// The number of the job array.
  public var job: String
  /// The shard that it carries out.
  public var shard: Int
  /// The cluster's word for its state, such as `PENDING`.
  public var state: String
  /// Why it is in that state, in the cluster's words.
  public var reason: String

  /// What `squeue` is asked to print of a task: job, index, state, reason.
  static let format = "%F|%K|%T|%r"

  /// States that a task does not leave any more.
  private static let ends: Set = [
    "BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY",
    "PREEMPTED", "REVOKED", "TIMEOUT",
  ]
  /// States of a task that has no process.
  private static let pauses: Set = [
    "PENDING", "REQUEUED", "REQUEUE_FED", "REQUEUE_HOLD", "RESV_DEL_HOLD", "SPECIAL_EXIT",
  ]

  /// A line of the queue; nil when it is none.
  init?(line: Substring) {
    let fields = line.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
    guard fields.count == 4, let shard = Int(fields[1].filter { !$0.isWhitespace }) else {
      return nil
    }
    job = String(fields[0].filter { !$0.isWhitespace })
    self.shard = shard
    state = String(fields[2].filter { !$0.isWhitespace })
    reason = String(fields[3])
  }

  /// Whether it is over.
  var hasEnded: Bool { QueuedTask.ends.contains(state) }

  /// Whether it waits: no process of it is alive.
  public var isPending: Bool { QueuedTask.pauses.contains(state) }

  /// `task 12_3 is pending (Priority)`.
  public var description: String {
    let why = reason.isEmpty || reason == "None" ? "" : " (\(reason))"
    return "task \(job)_\(shard) is \(state.lowercased().replacing("_", with: " "))\(why)"
  }
}
