/// A bound predicate `view >= value`, the only atom of the kernel.
///
/// Variable x has two views: `2x`, which is x itself, and `2x + 1`, which is -x. So `x <= b` is `(2x + 1) >= -b`, and the
/// literal of a 0/1 variable is `(2x) >= 1`, its negation `(2x + 1) >= 0`.
package struct Predicate: BitwiseCopyable, Hashable {
  package var view: Int32
  package var value: Value

  @inline(__always)
  package init(_ view: Int32, _ value: Value) {
    self.view = view
    self.value = value
  }

  /// `view <= value - 1`, as a lower bound of the opposite view.
  @inline(__always)
  package var negated: Predicate { Predicate(view ^ 1, 1 - value) }
}

/// One tightening of a bound.
package struct TrailEntry: BitwiseCopyable {
  package var view: Int32
  /// The view's bound before and after.
  var old: Value
  package var new: Value
  /// The entry of the same view before this one; -1 = none.
  var previous: Int32
  /// A `Reason` and what belongs to it.
  package var reason: Int32
  package var payload: Int32
  /// Number of decisions made before or with this entry.
  package var level: Int32
}

/// Codes of `TrailEntry.reason`; codes of 0 and more are clauses, those of `propagator(0)` and less propagators.
package enum Reason {
  /// A decision, or a fact of the root level.
  package static let none: Int32 = -1
  /// Predicates kept in the kernel's `stored` buffer: the payload is the place of (count, 0), which they follow.
  static let stored: Int32 = -2
  /// The precedence whose number is the payload.
  static let precedence: Int32 = -3

  /// Propagator `id`, which explains by itself from the payload.
  @inline(__always)
  static func propagator(_ id: Int32) -> Int32 { -4 - id }
}
