import Modeling
import Testing

@Suite("Linear expressions")
struct ExpressionTests {
  /// Counts how often an expression's buffer moved to another place.
  private struct Moves {
    private var last: Int?
    private(set) var count = 0

    mutating func look(at expression: LinearExpression) {
      let place = expression.columns.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
      if place != last { count += 1 }
      last = place
    }
  }

  @Test("Adding n terms one by one moves the buffer O(log n) times, and a sum has room at once")
  func linear() {
    let size = 20_000
    var added = LinearExpression()
    var subtracted = LinearExpression()
    var moves = (Moves(), Moves())
    for index in 0..<size {
      let term = 2.0 * Variable(index: index)
      added += term
      subtracted -= term
      moves.0.look(at: added)
      moves.1.look(at: subtracted)
    }
    // Doubling from 1 to 20000 takes 15 moves.
    #expect(moves.0.count < 40)
    #expect(moves.1.count < 40)
    #expect(added.columns.count == size)
    let total = sum(0..<size) { 2.0 * Variable(index: $0) }
    #expect(total == added)
    #expect(-total == subtracted)
  }

  @Test("Operators mean what they mean in mathematics")
  func operators() {
    let (x, y) = (Variable(index: 0), Variable(index: 1))
    let point = [3.0, 5.0]
    #expect((2 * x + y - 4).value(at: point) == 7)
    #expect((-(x - y)).value(at: point) == 2)
    #expect((0.5 * (x + 2 * y) + 1).value(at: point) == 7.5)
    #expect((x + 1 - (y - 1)).value(at: point) == 0)
    #expect(sum([x, y]).value(at: point) == 8)
    #expect(sum(0..<2) { Double($0 + 1) * Variable(index: $0) }.value(at: point) == 13)
    #expect((x * 2 + y * 0.5).value(at: point) == 8.5)
    #expect(((x + 1) * 3 - (y + x) / 4).value(at: point) == 10)
    #expect((x / 2 + y / 0.5).value(at: point) == 11.5)
    var total = LinearExpression(10)
    total -= x
    total += 2
    #expect(total.value(at: point) == 9)
  }

  @Test("A tenth is divided, not multiplied by a rounded reciprocal; division by zero is a fault")
  func division() {
    var model = Model("m")
    let x = model.variable(.continuous, name: "x")
    // 49 * (1 / 49) is 0.9999999999999999.
    #expect((49 * x / 49).coefficients == [1])
    model.minimize(x / 0)
    #expect(model.fault == .notFinite(where: "the objective"))
  }

  @Test("A result gives the values of variables and expressions at its point")
  func values() {
    var model = Model("m")
    let x = model.variables(.continuous, 2, name: "x")
    var result = ModelResult(termination: .optimal, point: [3, 5], engineStatus: "")
    #expect(result[x[1]] == 5)
    #expect(result.value(of: 2 * x[0] - x[1] + 1) == 2)
    #expect(result[Variable(index: 2)] == nil && result[Variable(index: -1)] == nil)
    #expect(result.value(of: x[0] + Variable(index: 2)) == nil)
    result.point = nil
    #expect(result[x[0]] == nil && result.value(of: x[0]) == nil)
  }

  @Test("Relations keep all terms on one side")
  func relations() {
    let (x, y) = (Variable(index: 0), Variable(index: 1))
    let relation = x + 3 >= 2 * y - 1
    #expect(relation.lower == 0)
    #expect(relation.upper == .infinity)
    #expect(relation.expression.constant == 4)
    #expect(relation.expression.coefficients == [1, -2])
    let equality: LinearRelation = x == y
    #expect(equality.lower == 0 && equality.upper == 0)
  }
}
