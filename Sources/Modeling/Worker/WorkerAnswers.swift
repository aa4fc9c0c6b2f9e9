import OptCore

/// What a worker has said so far, every point checked against the model, and the result it amounts to.
struct WorkerAnswers {
  /// The caller's.
  let observer: EngineObserver
  private let model: Model
  private let options: EngineOptions
  private let start: Double
  private var point: [Double]?
  private var objective: Double?
  private var bound: Double?
  private var message = MessageTail()

  init(model: Model, options: EngineOptions, observer: EngineObserver, start: Double) {
    self.model = model
    self.options = options
    self.observer = observer
    self.start = start
  }

  /// Keeps a point when it satisfies the model and is better than the one at hand.
  ///
  /// - Returns: Whether it satisfies the model.
  @discardableResult
  mutating func take(point raw: [Double]) -> Bool {
    guard let point = model.accepted(raw) else { return false }
    let value = model.objectiveValue(at: point)
    if let objective, !isBetter(value, than: objective) { return true }
    self.point = point
    objective = value
    observer.incumbent(point, value)
    return true
  }

  /// Keeps a bound when it is tighter than the one at hand.
  mutating func take(bound value: Double) {
    guard value.isFinite else { return }
    if let bound, !isBetter(bound, than: value) { return }
    bound = value
    observer.bound(value)
  }

  /// Keeps what the worker's process printed on its standard error.
  mutating func take(message bytes: some Sequence<UInt8>) {
    for line in message.append(bytes) { observer.log(line) }
  }

  private func isBetter(_ a: Double, than b: Double) -> Bool {
    model.sense == .minimize ? a < b : a > b
  }

  /// The caller's result after the exchange.
  ///
  /// - Parameter peakMemory: most mebibytes the worker had in use, as far as that is known.
  /// - Throws: `EngineError` when the engine refused, or died without an incumbent and not of its limits.
  mutating func result(
    _ outcome: WorkerRun.Outcome, _ ending: ChildProcess.Ending, peakMemory: Int
  ) throws(EngineError) -> ModelResult {
    let isNearCap = options.memoryLimit.map { peakMemory >= $0 / 2 } ?? false
    switch outcome {
    case .answered(let result): return checked(result)
    case .killed(let reason): return stopped(reason, "stopped by force")
    case .refused(.failed(let text)):
      return try died(model.named(text), outOfMemory: isNearCap)
    case .refused(let error): throw model.named(error)
    case .broken(let text):
      let how =
        ending.signal != 0
        ? "was ended by \(ChildProcess.name(ofSignal: ending.signal))"
        : "exited with code \(ending.code)"
      let details = [text, message.last].filter { !$0.isEmpty }.map { ": \($0)" }.joined()
      // A kill that is not ours is the system's guard against memory exhaustion.
      let isOutOfMemory = isNearCap || (ending.signal == 9 && !ending.isOurKill)
      return try died("the worker process \(how)\(details)", outOfMemory: isOutOfMemory)
    }
  }

  /// The engine's answer, with the best point of the whole run; a claim that a checked point contradicts is dropped.
  private mutating func checked(_ answer: ModelResult) -> ModelResult {
    var result = answer
    var finalValue: Double?
    if let raw = answer.point, take(point: raw) {
      finalValue = model.accepted(raw).map { model.objectiveValue(at: $0) }
    }
    if let value = answer.bound { take(bound: value) }
    result.point = point
    result.objective = objective
    result.bound = answer.bound ?? bound
    result.time = MonotonicClock.now - start
    // The worker knows no names.
    if case .rejected(let reason) = answer.start {
      result.start = .rejected(reason: model.named(reason))
    }
    result.core = answer.core?.map { name in
      ModelRule(defaultName: name).flatMap { model.has($0) ? model.name(of: $0) : nil } ?? name
    }
    let isContradicted: Bool
    switch answer.termination {
    case .infeasible: isContradicted = point != nil
    case .optimal:
      let slack = 1e-6 * max(1, abs(objective ?? 0))
      isContradicted = finalValue.map { value in abs(value - (objective ?? value)) > slack } ?? true
    default: isContradicted = false
    }
    if isContradicted {
      result.termination = .numericalTrouble
      result.bound = nil
      result.core = nil
      result.engineStatus += " (contradicted by a checked point, or without a point that holds)"
    }
    return result
  }

  private mutating func stopped(_ reason: EngineTermination, _ words: String) -> ModelResult {
    ModelResult(
      termination: reason, point: point, objective: objective, bound: bound,
      start: options.start == nil
        ? .notGiven : .rejected(reason: "unknown: the worker process ended before it told"),
      engineStatus: words, time: MonotonicClock.now - start)
  }

  private mutating func died(
    _ words: String, outOfMemory: Bool
  ) throws(EngineError) -> ModelResult {
    if outOfMemory { return stopped(.memoryLimit, words) }
    if point != nil { return stopped(.numericalTrouble, words) }
    let cap = options.memoryLimit.map { " (with a memory limit of \($0) MiB)" } ?? ""
    throw .failed(words + cap)
  }
}

/// The lines a process prints on its standard error, of which the last is kept for messages.
private struct MessageTail {
  /// The last line with anything in it, at most `longest` bytes of it.
  private(set) var last = ""
  private var line: [UInt8] = []
  private static let longest = 400

  /// Takes a piece of the stream and returns the lines that ended in it.
  mutating func append(_ piece: some Sequence<UInt8>) -> [String] {
    var lines: [String] = []
    for byte in piece {
      if byte != 0x0A {
        if line.count < MessageTail.longest { line.append(byte) }
        continue
      }
      if !line.isEmpty {
        last = String(decoding: line, as: UTF8.self)
        lines.append(last)
      }
      line.removeAll(keepingCapacity: true)
    }
    return lines
  }
}
