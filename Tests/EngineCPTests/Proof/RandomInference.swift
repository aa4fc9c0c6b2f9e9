import Modeling
import OptCore
import TestSupport

/// A random small model with definitions and clauses, for comparing the checker with trying all points.
struct RandomInference {
  /// A predicate: variable, whether it is an upper limit, the limit.
  typealias Part = (variable: Int, isUpper: Bool, limit: Int)

  /// A variable that depends on others.
  struct Extra {
    var isCondition: Bool
    var limit: Int
    var terms: [(factor: Int, variable: Int)]
    var parts: [Part]
  }

  var model: Model
  var extras: [Extra] = []
  /// Every point within the bounds that satisfies the constraint, with the values of extra variables.
  private(set) var points: [[Int]] = []
  var random: RandomStream
  let source: String

  init(_ kind: RandomConstraints.Kind, _ random: inout RandomStream) {
    model = RandomConstraints.draw([kind], &random, values: 4)
    self.random = random
    source = "c0"
    addExtras()
    points = allPoints { [model] in model.constraints[0].excess(at: $0) <= 1e-6 }
    random = self.random
  }

  /// A row with decimal fractions, or the definitions alone.
  init(row: Bool, _ random: inout RandomStream) {
    model = RandomConstraints.draw([], &random, values: 4)
    self.random = random
    source = row ? "r\(model.rowCount)" : "d"
    if row {
      let unit = [1, 0.5, 0.1, 0.025, 1.0 / 3][self.random.below(5)]
      var sum = LinearExpression()
      for column in 0..<model.columnCount {
        sum.add(unit * Double(self.random.integer(in: -4...5)), Variable(index: column))
      }
      let limit = unit * Double(self.random.integer(in: -6...6))
      let width = self.random.below(2) == 0 ? 0 : unit * Double(self.random.below(3))
      model.require(
        LinearRelation(limit, sum, self.random.below(3) == 0 ? .infinity : limit + width))
    }
    addExtras()
    let place = model.rowCount - 1
    points = allPoints { [model] point in
      if !row { return true }
      let sum = model.terms(ofRow: place).reduce(0) {
        $0 + model.termCoefficients[$1] * point[Int(model.termColumns[$1])]
      }
      return sum >= model.rowLower[place] - 1e-6 && sum <= model.rowUpper[place] + 1e-6
    }
    random = self.random
  }

  var variableCount: Int { model.columnCount + extras.count }

  private mutating func addExtras() {
    for _ in 0..<random.below(4) {
      let terms = (0..<random.below(4)).map { _ in
        (random.integer(in: -2...2), random.below(variableCount))
      }
      let isCondition = random.below(3) > 0
      let parts = (0..<(isCondition ? random.below(3) : 0)).map { _ in part() }
      extras.append(
        Extra(
          isCondition: isCondition, limit: random.integer(in: -4...4), terms: terms, parts: parts))
    }
  }

  mutating func part() -> Part {
    (random.below(variableCount), random.below(2) == 0, random.integer(in: -3...5))
  }

  static func holds(_ part: Part, _ point: [Int]) -> Bool {
    part.isUpper ? point[part.variable] <= part.limit : point[part.variable] >= part.limit
  }

  private func allPoints(_ accepts: ([Double]) -> Bool) -> [[Int]] {
    var result: [[Int]] = []
    var point = model.columnLower
    while true {
      if accepts(point) { result.append(extended(point.map { Int($0) })) }
      var column = 0
      while column < point.count, point[column] >= model.columnUpper[column] {
        point[column] = model.columnLower[column]
        column += 1
      }
      if column == point.count { return result }
      point[column] += 1
    }
  }

  private func extended(_ columns: [Int]) -> [Int] {
    var point = columns
    for extra in extras {
      let sum = extra.terms.reduce(0) { $0 + $1.factor * point[$1.variable] }
      let holds = sum <= extra.limit && extra.parts.allSatisfy { Self.holds($0, point) }
      point.append(extra.isCondition ? (holds ? 1 : 0) : sum + extra.limit)
    }
    return point
  }

  /// A clause that follows most of the time: predicates are added for points that falsify it.
  mutating func clause() -> [Part] {
    var clause = (0..<random.below(3)).map { _ in part() }
    for _ in 0..<random.below(8) {
      guard let point = points.first(where: { point in !clause.contains { Self.holds($0, point) } })
      else { break }
      let variable = random.below(variableCount)
      clause.append((variable, random.below(2) == 0, point[variable]))
    }
    if random.below(3) == 0, !clause.isEmpty {
      clause[random.below(clause.count)].limit += random.integer(in: -1...1)
    }
    return clause
  }

  /// Whether a clause holds at all points.
  func isImplied(_ clause: [Part]) -> Bool {
    points.allSatisfy { point in clause.contains { Self.holds($0, point) } }
  }

  /// The proof that consists of one inference.
  func proof(_ clause: [Part]) -> String {
    func text(_ parts: [Part]) -> String {
      ":" + parts.map { " \($0.variable)\($0.isUpper ? "<=" : ">=")\($0.limit)" }.joined()
    }
    var result = "optsolve-cp-proof 1\ncolumns \(model.columnCount)\n"
    for (place, extra) in extras.enumerated() {
      let kind = extra.isCondition ? "when" : "sum"
      result += "def \(model.columnCount + place) \(kind) \(extra.limit) \(extra.terms.count)"
      result += extra.terms.map { " \($0.factor) \($0.variable)" }.joined()
      result += extra.isCondition ? " \(text(extra.parts))\n" : "\n"
    }
    return result + "i 1 \(source) \(text(clause))\nend nothing\n"
  }
}
