import Modeling
import OptCore

/// The answer of `optsolve model` in its three forms: block, result document, `.sol` file.
struct ModelAnswer {
  let run: ModelRun
  let result: ModelResult
  let course: ModelCourse
  let engine: EngineIdentity

  private var model: Model { run.model }

  /// Writes standard output and every file asked for.
  func deliver() throws(Failure) {
    let document = document.formatted()
    var delivery = Delivery()
    if !run.outputs.contains("-") {
      delivery.attempt { () throws(Failure) in try writeOutput(run.options.json ? document : block)
      }
    }
    for path in run.outputs {
      switch ModelFormat(of: path) {
      case .json:
        delivery.attempt { () throws(Failure) in try writeFile(Array(document.utf8), to: path) }
      case .sol:
        if let point = result.point {
          delivery.attempt { () throws(Failure) in
            try writeFile(Array(solutionText(point).utf8), to: path)
          }
        } else {
          Console.current.error("optsolve: \(path): not written, for no solution was found")
        }
      case .lp, .mps, .fzn, nil: continue
      }
    }
    try delivery.finish()
  }

  private var status: SolveStatus {
    switch result.termination {
    case .optimal: .optimal
    case .infeasible: .infeasible
    case .unbounded: .unbounded
    default: result.point == nil ? .unknown : .feasible
    }
  }

  /// The engine's end in the words of the result document.
  private var termination: String {
    switch result.termination {
    case .optimal, .infeasible, .unbounded: Termination.proved.rawValue
    case .nodeLimit: Termination.workLimit.rawValue
    default: result.termination.rawValue
    }
  }

  private var block: String {
    var block = AnswerBlock()
    block.add("model", model.name)
    block.add(
      "size", "\(model.rowCount) rows, \(model.columnCount) columns, \(model.termCount) terms")
    block.add("engine", "\(engine.name) \(engine.version)")
    block.add("status", "\(status.rawValue) (\(termination.replacing("_", with: " ")))")
    if let core = result.core { block.add("infeasible", coreWords(core)) }
    if let objective = result.objective { block.add("objective", "\(objective)") }
    if let bound = result.bound { block.add("bound", "\(bound)") }
    if let gap = result.gap { block.add("gap", fixed(100 * gap, 4) + " %") }
    if let start = startWords { block.add("start", start) }
    block.add("nodes", "\(result.nodes)")
    block.add("time", fixed(result.time, 3) + " s")
    if result.point != nil, run.outputs.allSatisfy({ ModelFormat(of: $0)?.isModel != false }) {
      block.add("values", "-o FILE.sol writes them")
    }
    return block.text
  }

  /// The rules that contradict each other, as far as a line holds them.
  private func coreWords(_ core: [String]) -> String {
    if core.count == 1 { return "this constraint cannot hold: \(core[0])" }
    let shown = core.prefix(20).joined(separator: ", ")
    let rest = core.count > 20 ? " and \(core.count - 20) more" : ""
    return "these \(core.count) constraints cannot hold together: \(shown)\(rest)"
  }

  private var startWords: String? {
    switch result.start {
    case .notGiven: nil
    case .accepted: "accepted"
    case .rejected(let reason): "rejected: \(reason)"
    }
  }

  private var document: JSONValue {
    var statistics: [(String, JSONValue)] = [
      ("nodes", .integer(result.nodes)), ("engine_version", .string(engine.version)),
      ("engine_status", .string(result.engineStatus)), ("rows", .integer(model.rowCount)),
      ("columns", .integer(model.columnCount)), ("nonzeros", .integer(model.termCount)),
    ]
    statistics += result.statistics.map { ($0.name, $0.json) }
    if let startWords { statistics.append(("start", .string(startWords))) }
    var members: [(String, JSONValue)] = [
      ("schema", .string(ResultDocument.schema)), ("problem", .string("model")),
      ("instance", .string(model.name)), ("digest", .string(run.digest.description)),
      ("method", .null), ("formulation", .null), ("engine", .string(engine.id)),
      ("seed", .integer(Int(truncatingIfNeeded: run.options.seed))),
      ("threads", .integer(OptionRules.threadCount(run.options.threads))),
      ("parameters", parameters), ("status", .string(status.rawValue)),
      ("termination", .string(termination)), ("objective", .number(result.objective)),
      ("bound", .number(result.bound)), ("gap", .number(result.gap)),
      ("time", .number(ResultDocument.rounded(result.time))), ("version", .string(Tool.version)),
      ("trajectory", .array(course.trajectory.map(ResultDocument.point))),
      ("statistics", .object(pairs: statistics)),
    ]
    if let core = result.core { members.append(("core", .array(core.map(JSONValue.string)))) }
    if let point = result.point {
      let values = point.indices.filter { point[$0] != 0 }.map { column in
        JSONValue.Member(model.name(of: Variable(index: column)), .number(point[column]))
      }
      members.append(("variables", .object(values)))
    }
    return .object(pairs: members)
  }

  /// The settings of the engine as they were given.
  private var parameters: JSONValue {
    .object(
      run.options.parameter.map { text in
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return JSONValue.Member(String(parts[0]), .string(String(parts.last ?? "")))
      })
  }

  private func solutionText(_ point: [Double]) -> String {
    var text = result.objective.map { "# objective \($0)\n" } ?? ""
    for column in point.indices {
      text += "\(model.name(of: Variable(index: column))) \(point[column])\n"
    }
    return text
  }
}
