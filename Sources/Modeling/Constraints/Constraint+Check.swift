/// What each constraint means, from its definition and independent of every engine.
extension Constraint {
  /// How far a point breaks the constraint: 0 = not at all.
  ///
  /// Values are rounded to integers first, but for those of linear relations. The measure is what is too much: the greatest excess of
  /// a row, overlap, demand or distance; 1 for a broken logical rule.
  ///
  /// - Complexity: O(n²) for n intervals.
  func excess(at point: [Double]) -> Double {
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
      return max(overlap(intervals, at: point), negative(intervals, at: point))
    case .cumulative(let intervals, let demands, let capacity):
      let spans = spans(intervals, at: point)
      return spans.map { span in
        let used = zip(spans, demands).reduce(0.0) { sum, other in
          let (part, demand) = other
          return part.isThere && part.start <= span.start && span.start < part.end
            ? sum + value(demand) : sum
        }
        return span.isThere ? used - value(capacity) : 0
      }.reduce(negative(intervals, at: point), max)
    case .noOverlap2D(let x, let y):
      let sides = zip(spans(x, at: point), spans(y, at: point)).map { x, y in
        (x: x, y: y, isThere: x.isThere && y.isThere)
      }
      var worst = max(negative(x, at: point), negative(y, at: point))
      for i in sides.indices {
        for k in 0..<i where sides[i].isThere && sides[k].isThere {
          worst = max(worst, min(common(sides[i].x, sides[k].x), common(sides[i].y, sides[k].y)))
        }
      }
      return worst
    case .moduloCumulative(let intervals, let demands, let capacity, let period):
      var used = [Int](repeating: 0, count: period)
      for (span, demand) in zip(spans(intervals, at: point), demands) where span.isThere {
        for time in Int(span.start)..<Int(span.end) {
          used[((time % period) + period) % period] += demand
        }
      }
      return Double(max(0, (used.max() ?? 0) - capacity)) + negative(intervals, at: point)
    }
  }

  /// An interval at a point; there only where it is present and takes some time.
  private struct Span {
    var start: Double
    var end: Double
    var isThere: Bool
  }

  private func spans(_ intervals: [Interval], at point: [Double]) -> [Span] {
    intervals.map {
      let start = $0.start.value(at: point).rounded()
      let end = start + $0.duration.value(at: point).rounded()
      return Span(start: start, end: end, isThere: end > start && $0.isPresent(at: point))
    }
  }

  /// The most negative duration of an interval that is present, as a positive number.
  private func negative(_ intervals: [Interval], at point: [Double]) -> Double {
    intervals.filter { $0.isPresent(at: point) }
      .map { -$0.duration.value(at: point).rounded() }.reduce(0, max)
  }

  private func common(_ a: Span, _ b: Span) -> Double { min(a.end, b.end) - max(a.start, b.start) }

  /// The greatest overlap of two intervals: by how much neither is before the other.
  private func overlap(_ intervals: [Interval], at point: [Double]) -> Double {
    let present = intervals.filter { $0.isPresent(at: point) }.map {
      (start: $0.start.value(at: point).rounded(), end: $0.end.value(at: point).rounded())
    }
    var worst = 0.0
    for i in present.indices {
      for k in 0..<i {
        let (a, b) = (present[i], present[k])
        worst = max(worst, min(a.end - b.start, b.end - a.start))
      }
    }
    return worst
  }
}
