/// A stretch of time `[start, start + duration)`, or none at all where its presence does not hold.
///
/// It is made of expressions and adds nothing to a model by itself; several intervals may share a start.
public struct Interval: Sendable, Hashable {
  /// When it begins.
  public let start: LinearExpression
  /// How long it takes, never negative.
  public let duration: LinearExpression
  /// Whether it takes place; nil = always.
  public let presence: Literal?

  /// States an interval.
  public init(start: some LinearTerm, duration: some LinearTerm, presence: Literal? = nil) {
    self.start = LinearExpression(of: start)
    self.duration = LinearExpression(of: duration)
    self.presence = presence
  }

  /// When it is over: `start + duration`.
  public var end: LinearExpression {
    var result = start
    result.add(1, duration)
    return result
  }

  /// Whether it takes place at a point: one value a column.
  public func isPresent(at point: [Double]) -> Bool { presence?.holds(at: point) ?? true }
}

extension LinearExpression {
  /// Whatever can be written as a linear expression, as one.
  init(of term: some LinearTerm) {
    self.init()
    term.add(to: &self, factor: 1)
  }
}
