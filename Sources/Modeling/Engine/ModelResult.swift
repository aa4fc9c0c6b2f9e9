import OptCore

/// Why an engine stopped.
public enum EngineTermination: String, Sendable, Hashable, CaseIterable {
  /// The point is optimal within the engine's tolerances, or within the gap asked for when that is 0.
  case optimal
  /// Proven: no point satisfies the model.
  case infeasible
  /// Proven: the objective has no bound.
  case unbounded
  /// Proven: no point is better than the cutoff.
  case cutoff
  /// The relative gap asked for was reached.
  case gap
  /// The objective asked for was reached.
  case target
  case timeLimit = "time_limit"
  case nodeLimit = "node_limit"
  case memoryLimit = "memory_limit"
  /// The caller asked to stop.
  case interrupted
  /// Numerical trouble: what was found so far is delivered, nothing is proven.
  case numericalTrouble = "numerical_trouble"
}

/// What became of the starting point.
public enum StartOutcome: Sendable, Hashable {
  /// None was given.
  case notGiven
  /// The engine used it.
  case accepted
  /// The engine or our own check refused it; the run went on without.
  case rejected(reason: String)
}

/// An engine's answer, in three parts: why it stopped, what the point is worth, and the engine's own words.
public struct ModelResult: Sendable, Hashable {
  /// Why it stopped.
  public var termination: EngineTermination
  /// The best point, one value a column, integers rounded; it satisfies the model (checked). nil = none found.
  public var point: [Double]?
  /// The objective at the point, recomputed from the model; nil without a point.
  public var objective: Double?
  /// The proven bound in the model's sense; nil = nothing proven.
  public var bound: Double?
  /// What became of the starting point.
  public var start: StartOutcome
  /// The engine's own words for its status.
  public var engineStatus: String
  /// Branch-and-bound nodes.
  public var nodes: Int
  /// Wall seconds.
  public var time: Double
  /// For a pure LP at an optimum: dual value of each row, as the derivative of the objective by the row's limit.
  public var rowDuals: [Double]?
  /// For an infeasible model, from engines that look for it: rules that no point satisfies together, by name, as
  /// `Model.name(of:)` gives it. That is proven for these rules on their own; each of them is needed if the limits left time
  /// to try without it. Integrality counts as given. nil = none was looked for, or none found that leaves anything out.
  public var core: [String]?
  /// What the engine tells about its work, beyond `nodes`; each name once, in the engine's order.
  public var statistics: [EngineStatistic]

  /// States an answer.
  public init(
    termination: EngineTermination, point: [Double]? = nil, objective: Double? = nil,
    bound: Double? = nil, start: StartOutcome = .notGiven, engineStatus: String, nodes: Int = 0,
    time: Double = 0, rowDuals: [Double]? = nil, core: [String]? = nil,
    statistics: [EngineStatistic] = []
  ) {
    self.termination = termination
    self.point = point
    self.objective = objective
    self.bound = bound
    self.start = start
    self.engineStatus = engineStatus
    self.nodes = nodes
    self.time = time
    self.rowDuals = rowDuals
    self.core = core
    self.statistics = statistics
  }

  /// The value of a variable at the best point; nil without a point, or when the point has no such column.
  public subscript(variable: Variable) -> Double? {
    guard let point, point.indices.contains(variable.index) else { return nil }
    return point[variable.index]
  }

  /// The value of an expression at the best point; nil without a point, or when the point lacks one of its columns.
  ///
  /// - Complexity: O(number of terms).
  public func value(of term: some LinearTerm) -> Double? {
    var expression = LinearExpression()
    term.add(to: &expression, factor: 1)
    guard let point, expression.columns.allSatisfy({ point.indices.contains(Int($0)) }) else {
      return nil
    }
    return expression.value(at: point)
  }

  /// The relative gap; nil unless point and bound are known.
  public var gap: Double? {
    guard let objective, let bound else { return nil }
    return relativeGap(incumbent: .real(objective), bound: .real(bound))
  }
}

/// Why an engine could not do its work.
public enum EngineError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The model is faulty, or beyond the engine; it was not solved.
  case model(ModelError)
  /// An option does not fit the engine.
  case option(String)
  /// The engine cannot be used here.
  case unavailable(String)
  /// The engine failed or died.
  case failed(String)

  /// One line.
  public var description: String {
    switch self {
    case .model(let error): "the model is refused: \(error)"
    case .option(let text): text
    case .unavailable(let text): "not available: \(text)"
    case .failed(let text): text
    }
  }
}
