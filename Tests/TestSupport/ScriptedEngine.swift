import Glibc
import Modeling
import OptCore

/// An engine that does what its settings say, one after another; for tests of everything around engines.
///
/// `point=V` reports the point whose values are all V, `bound=B`, `log=TEXT`, `print=TEXT` on standard output,
/// `complain=TEXT` on standard error, `sleep=S` seconds deaf to everything, `wait` until cancelled, `crash=SIGNAL`
/// (a number), `exit=CODE`, `core=NAME|NAME`, `allocate` memory for ever, `echo` (a log line that describes model and options),
/// `ask` for a point from elsewhere (a log line says whether there was one),
/// `fail=TEXT`, `refuse=PLACE|REASON` the model, `reject=REASON` the start. The last setting may be a termination's name; its point is the last one reported.
public struct ScriptedEngine: Engine {
  /// Identifier `scripted`.
  public let identity = EngineIdentity(
    id: "scripted", name: "Scripted", version: "1", usesThreads: false, separatesLazyRows: false)

  /// The one there is.
  public init() {}

  /// Follows the script.
  public func solve(
    _ model: Model, options: EngineOptions, observer: EngineObserver
  ) throws(EngineError) -> ModelResult {
    try model.requireSound()
    var result = ModelResult(termination: .interrupted, engineStatus: "end of the script")
    for setting in options.settings {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      let value = parts.count > 1 ? parts[1] : ""
      let number = Double(value) ?? 0
      switch parts[0] {
      case "point":
        let point = [Double](repeating: number, count: model.columnCount)
        result.point = point
        result.objective = model.objectiveValue(at: point)
        observer.incumbent(point, model.objectiveValue(at: point))
      case "bound":
        result.bound = number
        observer.bound(number)
      case "core": result.core = value.split(separator: "|").map(String.init)
      case "log": observer.log(value)
      case "print": print(value)
      case "complain": complain(value + "\n")
      case "sleep": usleep(UInt32(number * 1e6))
      case "wait": while !observer.cancellation.isCancelled { usleep(2000) }
      case "crash":
        signal(Int32(number), SIG_DFL)
        kill(getpid(), Int32(number))
        usleep(1_000_000)
      case "exit": exit(Int32(number))
      case "allocate": allocate()
      case "ask": observer.log(observer.elsewhere(nil) == nil ? "nothing" : "a point")
      case "echo": observer.log(describe(model, options))
      case "fail": throw .failed(value)
      case "reject": result.start = .rejected(reason: value)
      case "refuse":
        let words = value.split(separator: "|").map(String.init)
        throw .model(.badShape(where: words.first ?? "", reason: words.last ?? ""))
      default: result.termination = EngineTermination(rawValue: setting) ?? .numericalTrouble
      }
    }
    return result
  }

  private func complain(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(2, bytes, bytes.count)
  }

  private func allocate() {
    var blocks: [[UInt8]] = []
    while true { blocks.append([UInt8](repeating: UInt8(blocks.count & 0xFF), count: 1 << 22)) }
  }

  private func describe(_ model: Model, _ options: EngineOptions) -> String {
    "\(model.columnLower) \(model.columnUpper) \(model.columnKinds) \(model.sense) "
      + "\(model.objective) \(model.rowLower) \(model.rowUpper) \(model.rowIsLazy) "
      + "\(model.rowStarts) \(model.termColumns) \(model.termCoefficients) "
      + "\(model.constraints) \(options)"
  }
}
