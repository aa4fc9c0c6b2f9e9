/// What each constraint means, from its definition and independent of every engine.
extension Constraint {
  /// How far a point breaks the constraint: 0 = not at all.
  ///
  /// The values of expressions are rounded first, but for those of conditional rows. The measure is what is too much:
  /// the greatest excess of a row, overlap, demand or distance; 1 for a broken logical rule.
  ///
  /// - Parameter point: one value a column.
  /// - Complexity: O(n²) for n intervals.
  package func excess(at point: [Double]) -> Double {
    func value(_ expression: LinearExpression) -> Double { expression.value(at: point).rounded() }
    switch self {
    case .relation(let relation, let conditions):
      guard conditions.allSatisfy({ $0.holds(at: point) }) else { return 0 }
      let sum = relation.expression.value(at: point)
      return max(0, relation.lower - sum, sum - relation.upper)
    case .clause(let literals): return literals.contains { $0.holds(at: point) } ? 0 : 1
    case .exactlyOne(let literals):
      return Double(abs(literals.count { $0.holds(at: point) } - 1))
    case .maximum(let greatest, let terms):
      return abs(value(greatest) - (terms.map(value).max() ?? -.infinity))
    case .element(let chosen, let index, let terms):
      guard let place = Int(exactly: value(index)), terms.indices.contains(place) else { return 1 }
      return abs(value(chosen) - value(terms[place]))
    case .allDifferent(let terms):
      return Double(terms.count - Set(terms.map(value)).count)
    case .noOverlap(let intervals):
      let spans = intervals.map { Span($0, at: point) }.filter(\.isPresent)
      return max(spans.mostNegative, spans.greatestOverlap)
    case .cumulative(let intervals, let demands, let capacity):
      let spans = intervals.map { Span($0, at: point) }
      return max(
        spans.mostNegative, -value(capacity), spans.peak(demands.map(value)) - value(capacity))
    case .noOverlap2D(let x, let y):
      let (x, y) = (x.map { Span($0, at: point) }, y.map { Span($0, at: point) })
      return max(x.mostNegative, y.mostNegative, Span.greatestOverlap(x, y))
    case .moduloCumulative(let intervals, let demands, let capacity, let period):
      let spans = intervals.map { Span($0, at: point) }
      let peak = spans.peak(demands.map { Double($0) }, period: Double(period))
      return max(spans.mostNegative, peak - Double(capacity), 0)
    }
  }

  /// What the tolerance of a check is a fraction of: the largest term of a conditional row, 1 for all else.
  func scale(at point: [Double]) -> Double {
    guard case .relation(let relation, _) = self else { return 1 }
    let expression = relation.expression
    return zip(expression.columns, expression.coefficients)
      .map { abs($1 * point[Int($0)]) }.reduce(1, max)
  }
}

/// An interval at a point.
private struct Span {
  var start: Double
  var end: Double
  var isPresent: Bool

  init(_ interval: Interval, at point: [Double]) {
    start = interval.start.value(at: point).rounded()
    end = start + interval.duration.value(at: point).rounded()
    isPresent = interval.isPresent(at: point)
  }

  var duration: Double { end - start }

  /// Present, and for some time.
  var takesTime: Bool { isPresent && end > start }

  func covers(_ time: Double) -> Bool { start <= time && time < end }

  /// How far two of some rectangles are inside each other, along the side where it is less.
  static func greatestOverlap(_ x: [Span], _ y: [Span]) -> Double {
    let there = zip(x, y).filter { $0.takesTime && $1.takesTime }
    var worst = 0.0
    for i in there.indices {
      for k in 0..<i {
        let width = min(there[i].0.end, there[k].0.end) - max(there[i].0.start, there[k].0.start)
        let height = min(there[i].1.end, there[k].1.end) - max(there[i].1.start, there[k].1.start)
        worst = max(worst, min(width, height))
      }
    }
    return worst
  }
}

extension [Span] {
  /// The most negative duration of a span that is present, as a positive number.
  fileprivate var mostNegative: Double {
    filter(\.isPresent).map { -$0.duration }.reduce(0, Swift.max)
  }

  /// By how much neither of two spans is over when the other starts.
  fileprivate var greatestOverlap: Double {
    var worst = 0.0
    for i in indices {
      for k in 0..<i {
        worst = Swift.max(
          worst, Swift.min(self[i].end - self[k].start, self[k].end - self[i].start))
      }
    }
    return worst
  }

  /// The greatest sum of demands at one time, at least 0: some span starts then.
  fileprivate func peak(_ demands: [Double]) -> Double {
    filter(\.takesTime).map { first in
      zip(self, demands).reduce(0) { sum, other in
        other.0.takesTime && other.0.covers(first.start) ? sum + other.1 : sum
      }
    }.reduce(0, Swift.max)
  }

  /// The greatest sum of demands at one time modulo a period, at least 0.
  ///
  /// Every full turn of a span adds its demand everywhere, the rest of it is an arc; some arc starts at the peak.
  fileprivate func peak(_ demands: [Double], period: Double) -> Double {
    func modulo(_ time: Double) -> Double {
      let rest = time.truncatingRemainder(dividingBy: period)
      return rest < 0 ? rest + period : rest
    }
    let parts = zip(self, demands).filter { $0.0.takesTime }.map { span, demand in
      (
        start: modulo(span.start), length: modulo(span.duration),
        turns: (span.duration / period).rounded(.down) * demand, demand: demand
      )
    }
    let base = parts.reduce(0) { $0 + $1.turns }
    let arcs = parts.map { first in
      parts.reduce(0) { sum, part in
        modulo(first.start - part.start) < part.length ? sum + part.demand : sum
      }
    }
    return base + arcs.reduce(0, Swift.max)
  }
}
