import EngineCP
import Modeling
import Testing

@Suite("Element: a term named by an index")
struct ElementTests {
  /// `value = [3, 8, 5, 1][index]` with both in 0...9.
  private static func table() -> Model {
    var model = Model("table")
    let (value, index) = (model.variable(.integer, upper: 9), model.variable(.integer, upper: 9))
    model.require(
      .element(
        LinearExpression(of: value), index: LinearExpression(of: index),
        [3, 8, 5, 1].map { LinearExpression($0) }))
    return model
  }

  @Test("The index is a place, the value between the least and the greatest term left")
  func table() throws {
    let (value, index) = (Variable(index: 0), Variable(index: 1))
    let model = Self.table()
    #expect(try model.propagated() == [1...8, 0...3])
    // 8 and 5 are left.
    #expect(try model.propagated(index.atLeast(1), index.atMost(2)) == [5...8, 1...2])
    // Only 8.
    #expect(try model.propagated(value.atLeast(6)) == [8...8, 1...1])
    // 3 and 1 are left, then 1.
    #expect(try model.propagated(value.atMost(4)) == [1...3, 0...3])
    #expect(try model.propagated(value.atMost(4), index.atLeast(1)) == [1...1, 3...3])
    #expect(try model.propagated(value.atMost(4), index.atLeast(1), index.atMost(2)) == nil)
  }

  @Test("Terms that vary: hull of those left, and the chosen one is equal")
  func terms() throws {
    var model = Model("terms")
    let (value, index) = (model.variable(.integer, upper: 9), model.variable(.integer, upper: 2))
    let (x, y) = (model.variable(.integer, upper: 2), model.variable(.integer, lower: 4, upper: 6))
    model.require(
      .element(
        LinearExpression(of: value), index: LinearExpression(of: index),
        [LinearExpression(of: x), LinearExpression(of: y), LinearExpression(7)]))
    #expect(try model.propagated() == [0...7, 0...2, 0...2, 4...6])
    // x reaches 2 at most.
    #expect(try model.propagated(value.atLeast(3)) == [4...7, 1...2, 0...2, 4...6])
    #expect(
      try model.propagated(value.atLeast(5), index.atMost(1)) == [5...6, 1...1, 0...2, 5...6])
    #expect(
      try model.propagated(index.atMost(0), value.atLeast(1)) == [1...2, 0...0, 1...2, 4...6])
    #expect(try model.propagated(index.atLeast(1), y.atLeast(5)) == [5...7, 1...2, 0...2, 5...6])
    #expect(try model.propagated(value.atLeast(8)) == nil)
  }

  @Test("Index and value may be expressions")
  func expressions() throws {
    var model = Model("expressions")
    let (x, i) = (model.variable(.integer, upper: 9), model.variable(.integer, upper: 9))
    model.require(.element(-x, index: i - 4, [-2, -6].map { LinearExpression($0) }))
    // i = 4 or 5, x = 2 or 6.
    #expect(try model.propagated() == [2...6, 4...5])
    #expect(try model.propagated(x.atLeast(3)) == [6...6, 5...5])
    #expect(try model.propagated(i.atMost(4)) == [2...2, 4...4])
  }

  @Test("No place at all: refuted")
  func noPlace() throws {
    var model = Self.table()
    model.restrict(Variable(index: 1), lower: 4)
    #expect(try model.propagated() == nil)
  }
}
