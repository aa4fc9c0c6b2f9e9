import Glibc
import OptCore

/// Carries out one run at a time in a process of its own, and makes a record of whatever becomes of it.
///
/// The process is this program with the words of the run: its standard input is empty, its standard output is the
/// result document, its standard error tells of incumbents and bounds, so that a process that has to be killed
/// still has a trajectory. It leads a session; its affinity, its address space and its death with ours (should this
/// process be killed) hold before its first instruction. When `execute` returns, nothing that it started is alive.
public struct RunExecutor: Sendable {
  /// The program: `/proc/self/exe` or a path.
  public let executable: String
  /// Its version, for the records.
  public let version: String
  private let machine = Machine.current()

  /// Prepares runs with a program.
  public init(executable: String, version: String) {
    self.executable = executable
    self.version = version
  }

  /// Carries out a run.
  ///
  /// Call it from a thread that stays alive until it returns: the process dies with the thread.
  ///
  /// - Parameters:
  ///   - cores: where the process may run; none = wherever the calling thread may.
  ///   - cancellation: the process is asked to end when it is cancelled, and killed half a second later.
  /// - Returns: the record; nil when the run was cancelled.
  public func execute(
    _ run: PlannedRun, cores: [Int] = [], cancellation: Cancellation = Cancellation()
  ) -> RunRecord? {
    let outcome = attempt(run, cores: cores, cancellation: cancellation, events: RunEvents())
    switch outcome {
    case .cancelled: return nil
    case .ended(let record): return record
    case .doubtful(let record, let certain):
      while !cancellation.isCancelled, MonotonicClock.now < certain { usleep(5000) }
      return cancellation.isCancelled ? nil : record
    }
  }

  /// What became of a run.
  enum Outcome: Sendable {
    /// It was cancelled.
    case cancelled
    /// It ended, and this is its record.
    case ended(RunRecord)
    /// It failed. Who ends everything, as a cluster or a machine that shuts down, signals every process by itself,
    /// and this one may be the last to know: when it is cancelled before that time on the monotonic clock, the run
    /// has not failed, and there is no record of it.
    case doubtful(RunRecord, certain: Double)
  }

  /// Seconds between a failure and the cancellation that may have been its cause.
  private static let hindsight = 0.5

  /// The same with a place where others can follow the run, and without waiting after its end.
  func attempt(
    _ run: PlannedRun, cores: [Int], cancellation: Cancellation, events: RunEvents
  ) -> Outcome {
    if cancellation.isCancelled { return .cancelled }
    let limits = HardLimits(run.specification.limits)
    var conditions = ChildProcess.Conditions()
    conditions.hasNoInput = true
    conditions.leadsSession = true
    conditions.endsWithThread = true
    conditions.cores = cores
    conditions.addressSpace = limits.addressSpace
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let started = Double(time.tv_sec) + Double(time.tv_nsec / 1000) * 1e-6
    let start = MonotonicClock.now
    let child: ChildProcess
    do {
      child = try ChildProcess.start(executable, run.specification.arguments, under: conditions)
    } catch {
      return .ended(notStarted(run, error.description, started: started))
    }
    var exchange = RunExchange(
      child: child, limits: limits, cancellation: cancellation, events: events, start: start)
    let ending = exchange.finish()
    if exchange.stop == .cancellation { return .cancelled }
    let end = MonotonicClock.now
    let usage = ProcessUsage(
      wall: end - start, cpu: ending.cpu + exchange.lostCPU,
      peakMemory: RunExecutor.peak(exchange, ending))
    let record = record(run, exchange, ending, usage, events, started: started)
    return exchange.stop == nil && !ending.isOrdinary
      ? .doubtful(record, certain: end + RunExecutor.hindsight) : .ended(record)
  }

  /// A run without a process.
  func notStarted(_ run: PlannedRun, _ reason: String, started: Double) -> RunRecord {
    RunRecord(
      specification: run.specification, key: run.key, version: version,
      ending: .notStarted(reason), time: 0,
      usage: ProcessUsage(wall: 0, cpu: 0, peakMemory: 0), started: started, machine: machine)
  }

  /// The kernel counts what the parent had in use when it began the child as the child's: below that, only what
  /// was seen counts, where anything was.
  private static func peak(_ exchange: RunExchange, _ ending: ChildProcess.Ending) -> Int {
    let isOurs = ending.ownPeakMemory == nil
    return isOurs && exchange.peakMemory > 0
      ? exchange.peakMemory : max(exchange.peakMemory, ending.peakMemory)
  }

  private func record(
    _ run: PlannedRun, _ exchange: RunExchange, _ ending: ChildProcess.Ending,
    _ usage: ProcessUsage, _ events: RunEvents, started: Double
  ) -> RunRecord {
    var record = RunRecord(
      specification: run.specification, key: run.key, version: version,
      ending: RunExecutor.ending(exchange, ending, events), time: usage.wall, usage: usage,
      started: started, machine: machine)
    do throws(RunAnswer.Fault) {
      if exchange.outputIsCut {
        throw RunAnswer.Fault(
          description: "standard output is longer than \(RunExchange.longestOutput >> 20) MiB")
      }
      let answer = try RunAnswer(exchange.output, of: run.specification)
      record.status = answer.status
      // It says `interrupted` when its time was over and it had to be told.
      record.termination = exchange.stop == .time ? .timeLimit : answer.termination
      record.objective = answer.objective
      record.bound = answer.bound
      record.time = answer.time
      record.trajectory = answer.trajectory
      record.document = answer.document
    } catch {
      if case .exited(let status, let message) = record.ending, status == 0 || message == nil {
        record.ending = .exited(status, message: error.description)
      }
      if !error.isAboutOtherData { takeEvents(events, into: &record) }
    }
    return record
  }

  /// The last incumbent and bound of a run without an answer; the incumbent was checked when it was reported.
  private func takeEvents(_ events: RunEvents, into record: inout RunRecord) {
    record.trajectory = events.trajectory
    record.objective = record.trajectory.last { $0.objective != nil }?.objective
    record.bound = record.trajectory.last { $0.bound != nil }?.bound
    if record.objective != nil { record.status = .feasible }
  }

  private static func ending(
    _ exchange: RunExchange, _ ending: ChildProcess.Ending, _ events: RunEvents
  ) -> RunEnding {
    switch exchange.stop {
    case .time: return .overranTime
    case .memory: return .overranMemory
    default: break
    }
    if ending.signal != 0 { return .signalled(ending.signal) }
    return .exited(ending.code, message: ending.code == 0 ? nil : events.lastWords)
  }
}

extension ChildProcess.Ending {
  /// Whether it exited with a status of a run that went as it should.
  fileprivate var isOrdinary: Bool { signal == 0 && [0, 3, 4].contains(code) }
}
