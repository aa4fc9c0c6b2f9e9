import Modeling

/// What a constraint says at a point, acted out on a grid of unit times: slow, obvious, and without code of the
/// constraint's own check. Points are whole, times between -60 and 60.
struct ConstraintSimulation {
  let point: [Int]

  func holds(_ constraint: Constraint) -> Bool {
    switch constraint {
    case .relation(let relation, let conditions):
      for condition in conditions where !holds(condition) { return true }
      let value = real(relation.expression)
      return value >= relation.lower && value <= relation.upper
    case .clause(let literals): return literals.filter(holds).count >= 1
    case .exactlyOne(let literals): return literals.filter(holds).count == 1
    case .maximum(let value, let terms):
      let sorted = terms.map(value(of:)).sorted()
      return sorted.last == self.value(of: value)
    case .element(let value, let index, let terms):
      let place = self.value(of: index)
      for (number, term) in terms.enumerated() where number == place {
        return self.value(of: term) == self.value(of: value)
      }
      return false
    case .allDifferent(let terms):
      let sorted = terms.map(value(of:)).sorted()
      return !zip(sorted, sorted.dropFirst()).contains { $0 == $1 }
    case .noOverlap(let intervals): return noOverlap(intervals)
    case .cumulative(let intervals, let demands, let capacity):
      let loads = ConstraintSimulation.times.map { time in
        zip(intervals, demands).map { covers($0, time) ? value(of: $1) : 0 }.reduce(0, +)
      }
      return isSound(intervals) && loads.allSatisfy { $0 <= value(of: capacity) }
    case .noOverlap2D(let x, let y): return noOverlap(x, y)
    case .moduloCumulative(let intervals, let demands, let capacity, let period):
      var loads = [Int](repeating: 0, count: period)
      for time in ConstraintSimulation.times {
        let slot = (time + 60 * period) % period
        for (interval, demand) in zip(intervals, demands) where covers(interval, time) {
          loads[slot] += demand
        }
      }
      return isSound(intervals) && loads.allSatisfy { $0 <= capacity }
    }
  }

  private static let times = -60...60

  /// No unit of time belongs to two; no empty interval is inside another one.
  private func noOverlap(_ intervals: [Interval]) -> Bool {
    let present = intervals.filter(isPresent)
    for time in ConstraintSimulation.times where present.filter({ covers($0, time) }).count > 1 {
      return false
    }
    for empty in present where value(of: empty.duration) == 0 {
      let time = value(of: empty.start)
      // Inside: the units before and after it are the other's.
      for other in present where covers(other, time - 1) && covers(other, time) { return false }
    }
    return isSound(intervals)
  }

  /// No unit square belongs to two.
  private func noOverlap(_ x: [Interval], _ y: [Interval]) -> Bool {
    let present = x.indices.filter { isPresent(x[$0]) && isPresent(y[$0]) }
    for i in present {
      for k in present where k < i {
        let columns = ConstraintSimulation.times.filter { covers(x[i], $0) && covers(x[k], $0) }
        let rows = ConstraintSimulation.times.filter { covers(y[i], $0) && covers(y[k], $0) }
        if !columns.isEmpty && !rows.isEmpty { return false }
      }
    }
    return isSound(x) && isSound(y)
  }

  private func isSound(_ intervals: [Interval]) -> Bool {
    intervals.allSatisfy { !isPresent($0) || value(of: $0.duration) >= 0 }
  }

  private func isPresent(_ interval: Interval) -> Bool { interval.presence.map(holds) ?? true }

  private func covers(_ interval: Interval, _ time: Int) -> Bool {
    let start = value(of: interval.start)
    return isPresent(interval) && time >= start && time < start + value(of: interval.duration)
  }

  private func holds(_ literal: Literal) -> Bool {
    point[literal.variable.index] == (literal.isNegated ? 0 : 1)
  }

  private func value(of expression: LinearExpression) -> Int { Int(real(expression)) }

  private func real(_ expression: LinearExpression) -> Double {
    var total = expression.constant
    for (column, coefficient) in zip(expression.columns, expression.coefficients) {
      total += coefficient * Double(point[Int(column)])
    }
    return total
  }
}
