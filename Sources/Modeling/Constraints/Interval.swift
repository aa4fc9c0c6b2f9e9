/// A stretch of time `[start, start + duration)`, or none at all where its presence does not hold.
///
/// It is made of expressions and adds nothing to a model by itself; several intervals may share a start.
///
///     Interval(start: x, duration: 4)
///     Interval(start: x, duration: 4 + extra, presence: isChosen)
///     Interval(start: x, duration: 4, presence: !isLate)
public struct Interval: Sendable, Hashable {
  /// When it begins.
  public let start: LinearExpression
  /// How long it takes; never negative where it is present.
  public let duration: LinearExpression
  /// Whether it takes place; nil = always.
  public let presence: Literal?

  /// States an interval.
  public init(start: some LinearTerm, duration: some LinearTerm, presence: Literal? = nil) {
    self.start = LinearExpression(of: start)
    self.duration = LinearExpression(of: duration)
    self.presence = presence
  }

  /// States an interval that takes place where a 0/1 variable is 1.
  public init(start: some LinearTerm, duration: some LinearTerm, presence: Variable) {
    self.init(start: start, duration: duration, presence: presence.literal)
  }

  /// When it is over: `start + duration`.
  public var end: LinearExpression {
    var result = start
    result.add(1, duration)
    return result
  }

  /// Whether it takes place at a point: one value a column.
  public func isPresent(at point: [Double]) -> Bool { presence?.holds(at: point) ?? true }

  /// The same interval with expressions without duplicates and variables without owner.
  func collected() -> Interval {
    Interval(
      start: start.collected(), duration: duration.collected(), presence: presence?.withoutOwner())
  }
}

extension LinearExpression {
  /// Whatever can be written as a linear expression, as one.
  public init(of term: some LinearTerm) {
    self.init()
    term.add(to: &self, factor: 1)
  }
}
