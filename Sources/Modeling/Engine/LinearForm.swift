import OptCore

/// A model as an engine for linear models solves it, and the way back to the model's own columns.
public struct LinearForm: Sendable {
  /// The model that was asked about.
  public let original: Model
  /// What the engine solves; the model itself where it has no constraints beyond rows.
  public let linear: Model

  /// The linear form of a model.
  ///
  /// - Throws: `EngineError.model` for a faulty model, and for one without the bounds that its linear form needs.
  public init(_ original: Model) throws(EngineError) {
    self.original = original
    do throws(ModelError) { linear = try original.linearised() } catch { throw .model(error) }
  }

  /// A starting point of the model for its linear form: the values of new columns are left to the engine.
  public func start(_ point: [Double]) -> [Double] {
    point + [Double](repeating: .nan, count: linear.columnCount - original.columnCount)
  }

  /// A point of the linear form cut back to the model's columns and made clean; nil when it does not satisfy the model
  /// by definition.
  public func accepted(_ raw: [Double]) -> [Double]? {
    original.accepted(Array(raw.prefix(original.columnCount)))
  }
}
