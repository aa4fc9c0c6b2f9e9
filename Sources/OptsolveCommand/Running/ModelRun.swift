import Modeling
import OptCore
import Synchronization

/// One run of `optsolve model` from the model to the written results.
struct ModelRun {
  let model: Model
  let file: String
  let options: ModelOptions
  let interruption: Interruption

  /// What progress rows show.
  private struct Latest: Sendable {
    var objective: ObjectiveValue?
    var bound: ObjectiveValue?
  }

  func run() throws {
    let engine: any Engine
    do {
      engine = try EngineSet.commandLine.engine(options.engine)
    } catch {
      throw Failure(error)
    }
    let result = try solve(with: engine)
    try deliver(result, engine.identity)
    if let status = interruption.status { throw Failure(status) }
    switch result.termination {
    case .infeasible, .unbounded:
      throw Failure(.infeasible, "\(file): \(result.termination.rawValue)")
    default:
      if result.point == nil { throw Failure(.noSolution, "\(file): no solution found") }
    }
  }

  private func solve(with engine: any Engine) throws -> ModelResult {
    let display = ProgressDisplay(
      options.quiet ? .none : options.progress, verbose: options.verbose, console: Console.current)
    defer { display.finish() }
    let sink = display.sink
    let latest = Mutex(Latest())
    let start = MonotonicClock.now
    let source = engine.identity.id
    @Sendable func tell(_ kind: ProgressEvent.Kind, _ update: (inout Latest) -> Void) {
      let state = latest.withLock { state in
        update(&state)
        return state
      }
      sink?(
        ProgressEvent(
          kind: kind, time: MonotonicClock.now - start, objective: state.objective,
          bound: state.bound, source: source))
    }
    let observer = EngineObserver(
      cancellation: interruption.cancellation,
      incumbent: { _, objective in tell(.incumbent) { $0.objective = .real(objective) } },
      bound: { bound in tell(.bound) { $0.bound = .real(bound) } },
      log: { line in tell(.message(line)) { _ in } })
    do {
      return try engine.solve(
        model,
        options: EngineOptions(
          timeLimit: options.timeLimit?.seconds, nodeLimit: options.nodeLimit, gap: options.gap,
          threads: options.threads, memoryLimit: options.memoryLimit),
        observer: observer)
    } catch .model(let fault) {
      throw Failure(.badData, "\(file): \(fault)")
    } catch .option(let text) {
      throw Failure(.usage, text)
    } catch {
      throw Failure(.engine, "engine \(source): \(error)")
    }
  }

  private func deliver(_ result: ModelResult, _ engine: EngineIdentity) throws {
    let document = document(result, engine)
    for path in options.output {
      if path.hasSuffix(".json") { try writeFile(Array(document.formatted().utf8), to: path) }
      if path.hasSuffix(".sol") {
        if let point = result.point {
          try writeFile(Array(solutionText(point, result).utf8), to: path)
        } else {
          Console.current.error("optsolve: \(path): not written, for no solution was found")
        }
      }
    }
    if options.json {
      try writeOutput(document.formatted())
      return
    }
    var block = AnswerBlock()
    block.add("model", model.name)
    block.add(
      "size", "\(model.rowCount) rows, \(model.columnCount) columns, \(model.termCount) terms")
    block.add("engine", "\(engine.name) \(engine.version)")
    block.add("status", "\(status(result).rawValue) (\(result.termination.rawValue))")
    if let objective = result.objective { block.add("objective", "\(objective)") }
    if let bound = result.bound { block.add("bound", "\(bound)") }
    if let gap = result.gap { block.add("gap", fixed(100 * gap, 4) + " %") }
    block.add("nodes", "\(result.nodes)")
    block.add("time", fixed(result.time, 3) + " s")
    try writeOutput(block.text)
  }

  private func status(_ result: ModelResult) -> SolveStatus {
    switch result.termination {
    case .optimal: .optimal
    case .infeasible: .infeasible
    case .unbounded: .unbounded
    default: result.point == nil ? .unknown : .feasible
    }
  }

  private func document(_ result: ModelResult, _ engine: EngineIdentity) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("schema", .string("optsolve.result/1")), ("problem", .string("model")),
      ("instance", .string(model.name)), ("engine", .string(engine.id)),
      ("status", .string(status(result).rawValue)),
      ("termination", .string(result.termination.rawValue)),
      ("objective", .number(result.objective)), ("bound", .number(result.bound)),
      ("gap", .number(result.gap)), ("time", .number(result.time)),
      ("version", .string(Tool.version)),
      (
        "statistics",
        .object(pairs: [
          ("nodes", .integer(result.nodes)), ("engine_status", .string(result.engineStatus)),
          ("rows", .integer(model.rowCount)), ("columns", .integer(model.columnCount)),
        ])
      ),
    ]
    if let point = result.point {
      let values = point.indices.filter { point[$0] != 0 }.map { column in
        JSONValue.Member(model.name(of: Variable(index: column)), .number(point[column]))
      }
      members.append(("variables", .object(values)))
    }
    return .object(pairs: members)
  }

  private func solutionText(_ point: [Double], _ result: ModelResult) -> String {
    var text = "# objective \(result.objective ?? 0)\n"
    for column in point.indices {
      text += "\(model.name(of: Variable(index: column))) \(point[column])\n"
    }
    return text
  }
}
