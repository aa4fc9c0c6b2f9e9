import OptCore

/// A look at every shard of a plan: what is done, what is missing, who is at work.
public struct ShardSurvey: Sendable {
  /// What a look at one store gave.
  private enum Visit: Sendable {
    case none, looked
    case inUse(String)
    case broken(String)
  }

  /// Where the shards are.
  public let folder: ShardFolder
  /// What they are.
  public let manifest: ShardManifest
  /// Their tasks in the cluster's queue.
  private let tasks: [Int: QueuedTask]
  private var visits: [Visit] = []

  /// Prepares a look.
  ///
  /// - Parameter tasks: the tasks of the cluster's queue that carry shards of this plan out.
  public init(_ folder: ShardFolder, _ manifest: ShardManifest, tasks: [QueuedTask]) {
    self.folder = folder
    self.manifest = manifest
    // Of a shard that was submitted twice the task counts that may be at work.
    self.tasks = Dictionary(tasks.map { ($0.shard, $0) }) { $0.isPending ? $1 : $0 }
  }

  /// Looks into the stores of all shards that nobody is writing to, one after the other.
  ///
  /// - Throws: what `body` throws about the store at `ours`; what it throws about a shard's store is reported.
  public mutating func visit(
    besides ours: String = "", _ body: (Int, ResultStore) throws(StoreError) -> Void
  ) throws(StoreError) {
    visits = []
    for shard in manifest.shards.indices {
      switch ShardStore(shard, in: folder, task: tasks[shard]) {
      case .none: visits.append(.none)
      case .inUse(let reason): visits.append(.inUse(reason))
      case .broken(let error): visits.append(.broken(error.description))
      case .open(let store):
        do {
          try body(shard, store)
          visits.append(.looked)
        } catch {
          if error.path == ours { throw error }
          visits.append(.broken(error.description))
        }
      }
    }
  }

  /// What is known about each shard after the visit.
  ///
  /// - Parameters:
  ///   - finished: keys of all runs that are known to be finished.
  ///   - failed: keys of those among them that failed.
  public func reports(finished: Set<String>, failed: Set<String>) -> [ShardReport] {
    manifest.shards.indices.map { shard in
      let runs = manifest.shards[shard]
      var report = ShardReport(
        shard: shard, planned: runs.count, missing: runs.filter { !finished.contains($0.key) },
        failed: runs.count { failed.contains($0.key) }, task: tasks[shard])
      guard shard < visits.count else { return report }
      switch visits[shard] {
      case .none, .looked: break
      case .broken(let reason): report.fault = reason
      case .inUse(let reason):
        report.occupant = reason
        listen(to: shard, &report)
      }
      return report
    }
  }

  /// Adds what a task at work says about itself, where it has said anything.
  private func listen(to shard: Int, _ report: inout ShardReport) {
    do {
      let state = try ShardState.read(folder.state(shard))
      report.finished = min(report.planned, max(report.finished, state.finished))
      report.failed = max(report.failed, state.failed)
    } catch {
      // A task that has just begun has said nothing yet.
      if case .malformed(let fault) = error { report.fault = fault.description }
    }
  }
}

/// What is known about a shard.
public struct ShardReport: Sendable, Hashable {
  /// Its number.
  public let shard: Int
  /// How many runs it has.
  public let planned: Int
  /// Runs that are not known to be finished; some may be, where `occupant` is at work.
  public let missing: [PlannedRun]
  /// How many runs are finished, failed ones included, as far as is known.
  public internal(set) var finished: Int
  /// How many of them failed.
  public internal(set) var failed: Int
  /// Its task in the cluster's queue; nil = none.
  public let task: QueuedTask?
  /// Who writes to its store; nil = nobody.
  public internal(set) var occupant: String?
  /// Why its store or the words of its task cannot be read; nil = they can, or there are none.
  public internal(set) var fault: String?

  init(shard: Int, planned: Int, missing: [PlannedRun], failed: Int, task: QueuedTask?) {
    self.shard = shard
    self.planned = planned
    self.missing = missing
    finished = planned - missing.count
    self.failed = failed
    self.task = task
  }

  /// Whether runs are missing that somebody is, or will be, at work on.
  public var isExpected: Bool { !missing.isEmpty && (task != nil || occupant != nil) }

  /// Whether runs are missing that nobody is going to carry out unless the shard is begun again.
  public var isIdle: Bool {
    !missing.isEmpty && task == nil && occupant == nil && fault == nil
  }

  /// `shard 3: 2 of 5 runs missing; task 12_3 is pending (Priority)`; nil when nothing is to be said.
  public var text: String? {
    var parts: [String] = []
    if finished < planned { parts.append("\(planned - finished) of \(planned) runs missing") }
    if let fault { parts.append(fault) }
    if let occupant {
      parts.append(occupant)
    } else if let task {
      parts.append(task.description)
    } else if finished < planned, fault == nil {
      parts.append("nobody was at work")
    }
    return parts.isEmpty ? nil : "shard \(shard): " + parts.joined(separator: "; ")
  }
}
