import OptCore

/// What every engine does with a model before and after its own work.
extension Model {
  /// The model's fault as an engine's error.
  ///
  /// - Throws: `EngineError.model` when the model was built wrongly.
  public func requireSound() throws(EngineError) {
    if let fault { throw .model(fault) }
  }

  /// Rows without any variable whose limits exclude 0: such a model is infeasible whatever the point.
  public var contradictoryRow: Int? {
    (0..<rowCount).first {
      terms(ofRow: $0).isEmpty && !(rowLower[$0] <= 1e-9 && rowUpper[$0] >= -1e-9)
    }
  }

  /// An engine's point made clean: values inside their bounds, integers whole.
  ///
  /// - Returns: the clean point when it satisfies the model, else the raw point when that does, else nil: such a
  ///   point is never reported.
  public func accepted(_ raw: [Double]) -> [Double]? {
    guard raw.count == columnCount, raw.allSatisfy(\.isFinite) else { return nil }
    var point = raw
    for column in 0..<columnCount {
      if columnKinds[column] == .integer { point[column] = point[column].rounded() }
      point[column] = min(max(point[column], columnLower[column]), columnUpper[column])
      if point[column] == 0 { point[column] = 0 }
    }
    if violations(of: point).isEmpty { return point }
    return violations(of: raw).isEmpty ? raw : nil
  }
}
