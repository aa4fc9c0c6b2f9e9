import Glibc
import OptCore

/// The parent's side of one run: sends the request and takes the answers at the same time, enforces the limits.
struct WorkerRun {
  /// How the exchange ended.
  enum Outcome: Sendable, Hashable {
    case answered(ModelResult)
    case refused(EngineError)
    /// The answers ended without a last frame, or were not understood.
    case broken(String)
    /// Killed when its time was over.
    case killed(EngineTermination)
  }

  /// Seconds a worker has between a polite request and its end after a cancellation.
  private static let grace = 0.2
  /// Milliseconds between two looks at the cancellation.
  private static let tick: Int32 = 10

  private let child: ChildProcess
  private let cancellation: Cancellation
  private let politeTime: Double
  private var killTime: Double
  private var stopReason: EngineTermination?
  private var unsent: ArraySlice<UInt8>
  private var parser = WorkerFrameParser()
  private var chunk = [UInt8](repeating: 0, count: 1 << 17)
  private var last: Outcome?
  private var messagesAreOpen = true
  /// Most mebibytes the worker was seen to have in use; looked at where there is a limit on it.
  private var seenPeak = 0
  private let watchesMemory: Bool
  /// What arrived so far.
  private var answers: WorkerAnswers

  /// Prepares the exchange with a child that was just started.
  ///
  /// - Parameter start: when the caller asked, on the monotonic clock; the limits count from there.
  init(
    child: ChildProcess, engine: String, model: Model, options: EngineOptions,
    observer: EngineObserver, start: Double
  ) {
    self.child = child
    watchesMemory = options.memoryLimit != nil
    cancellation = observer.cancellation
    answers = WorkerAnswers(model: model, options: options, observer: observer, start: start)
    var forwarded = options
    politeTime = start + (options.timeLimit.map { $0 + max(0.1, 0.01 * $0) } ?? .infinity)
    killTime = start + (options.timeLimit.map { $0 + max(0.2, 0.02 * $0) } ?? .infinity)
    forwarded.timeLimit = options.timeLimit.map { max(0, $0 - (MonotonicClock.now - start)) }
    let message = WorkerRequest(
      engine: engine, options: forwarded, model: model, wantsLog: observer.wantsLog)
    unsent = message.encoded()[...]
  }

  /// Talks to the child until it has answered, died or been killed.
  mutating func exchange() -> Outcome {
    while last == nil {
      let now = MonotonicClock.now
      if stopReason == nil { askToStop(at: now) }
      if watchesMemory, let peak = child.peakMemory { seenPeak = max(seenPeak, peak) }
      if now >= killTime { break }
      var descriptors = [
        pollfd(fd: child.answers, events: Int16(POLLIN), revents: 0),
        pollfd(fd: messagesAreOpen ? child.messages : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: unsent.isEmpty ? -1 : child.control, events: Int16(POLLOUT), revents: 0),
      ]
      poll(&descriptors, 3, WorkerRun.tick)
      if descriptors[2].revents != 0 { sendMore() }
      if descriptors[1].revents != 0 { takeMessages() }
      if descriptors[0].revents != 0 { takeAnswers(from: child.answers) }
    }
    if last == nil {
      child.killGroup()
      drain()
    }
    switch last {
    case .answered(var result):
      // The engine knows that it was asked to stop, not why.
      if stopReason == .timeLimit, result.termination == .interrupted {
        result.termination = .timeLimit
      }
      return .answered(result)
    case .refused(let error) where stopReason == nil: return .refused(error)
    case .broken(let text) where stopReason == nil && MonotonicClock.now < killTime:
      return .broken(text)
    default: return .killed(stopReason ?? .timeLimit)
    }
  }

  /// Ends the child and turns what is known into the caller's result.
  mutating func finish(_ outcome: Outcome) throws(EngineError) -> ModelResult {
    var patience = 0.0
    if case .broken = outcome {
      if messagesAreOpen { takeMessages() }
      patience = 0.2
    }
    let ending = child.end(patience: patience)
    return try answers.result(outcome, ending, peakMemory: max(seenPeak, ending.ownPeakMemory ?? 0))
  }

  private mutating func askToStop(at now: Double) {
    if cancellation.isCancelled {
      stopReason = .interrupted
      killTime = min(killTime, now + WorkerRun.grace)
      child.askToStop()
    } else if now >= politeTime {
      stopReason = .timeLimit
      child.askToStop()
    }
  }

  private mutating func sendMore() {
    let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
    let count = unsent.withUnsafeBytes {
      send(child.control, $0.baseAddress, min($0.count, 1 << 18), flags)
    }
    if count > 0 {
      unsent = unsent.dropFirst(count)
    } else if errno != EINTR, errno != EAGAIN {
      // The child is gone; the end of its answers says how.
      unsent = []
    }
    if unsent.isEmpty { unsent = [] }
  }

  private mutating func takeAnswers(from descriptor: Int32) {
    let count = recv(descriptor, &chunk, chunk.count, Int32(MSG_DONTWAIT))
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    guard count > 0 else {
      last = .broken(parser.isInsideFrame ? "its answer stops inside a frame" : "")
      return
    }
    parser.append(chunk[0..<count])
    do throws(WorkerMessageError) {
      while last == nil, let frame = try parser.next() { take(frame) }
    } catch {
      last = .broken("its answer is malformed: \(error)")
    }
  }

  private mutating func take(_ frame: WorkerFrame) {
    switch frame {
    case .incumbent(let point, _): answers.take(point: point)
    case .bound(let value): answers.take(bound: value)
    case .log(let line): answers.observer.log(line)
    case .result(let result): last = .answered(result)
    case .failure(let error): last = .refused(error)
    }
  }

  /// What the child still wrote before it was killed, for at most 0.2 s.
  private mutating func drain() {
    let end = MonotonicClock.now + 0.2
    while last == nil, MonotonicClock.now < end {
      var descriptor = pollfd(fd: child.answers, events: Int16(POLLIN), revents: 0)
      if poll(&descriptor, 1, WorkerRun.tick) > 0 { takeAnswers(from: child.answers) }
    }
  }

  private mutating func takeMessages() {
    let count = recv(child.messages, &chunk, chunk.count, Int32(MSG_DONTWAIT))
    if count > 0 {
      answers.take(message: chunk[0..<count])
    } else if count == 0 {
      messagesAreOpen = false
    }
  }
}
