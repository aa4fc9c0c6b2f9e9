import EngineCP
import Modeling
import Testing

@Suite("Precedences: differences of two variables, with and without conditions")
struct PrecedenceTests {
  @Test("A chain moves first bounds up and last bounds down")
  func chain() throws {
    var model = Model("chain")
    let x = model.variables(.integer, 3, upper: 10)
    model.require(x[0] + 3 <= x[1])
    model.require(x[1] + 2 <= x[2])
    // Up: 0, 3, 5. Down from 10: 10, 8, 5.
    #expect(try model.propagated() == [0...5, 3...8, 5...10])
    #expect(try model.propagated(x[1].atLeast(6)) == [0...5, 6...8, 8...10])
    #expect(try model.propagated(x[1].atLeast(6), x[2].atMost(9)) == [0...4, 6...7, 8...9])
  }

  @Test("On condition: it acts once the condition holds, and refutes it where it cannot hold")
  func conditional() throws {
    var model = Model("conditional")
    let (x, y) = (model.variable(.integer, upper: 10), model.variable(.integer, upper: 10))
    let b = model.binary()
    model.require(x + 3 <= y, if: b)
    #expect(try model.propagated() == [0...10, 0...10, 0...1])
    #expect(try model.propagated(b.isOne) == [0...7, 3...10, 1...1])
    #expect(try model.propagated(b.isOne, x.atLeast(5)) == [5...7, 8...10, 1...1])
    // y would be 11 at least, or x -1 at most.
    #expect(try model.propagated(x.atLeast(8)) == [8...10, 0...10, 0...0])
    #expect(try model.propagated(y.atMost(2)) == [0...10, 0...2, 0...0])
    #expect(try model.propagated(x.atLeast(7)) == [7...10, 0...10, 0...1])
  }

  @Test("Of two orders one is refuted, the other one acts")
  func eitherOrder() throws {
    var model = Model("order")
    let (x, y) = (model.variable(.integer, upper: 7), model.variable(.integer, upper: 7))
    let b = model.binary()
    model.require(x + 4 <= y, if: b)
    model.require(y + 4 <= x, if: !b)
    #expect(try model.propagated() == [0...7, 0...7, 0...1])
    // y >= 4 + 4 is beyond 7, so y + 4 <= x <= 7.
    #expect(try model.propagated(x.atLeast(4)) == [4...7, 0...3, 0...0])
    // x + 4 <= 3 is impossible, so x >= 0 + 4.
    #expect(try model.propagated(y.atMost(3)) == [4...7, 0...3, 0...0])
    // x = 3 or 4 leaves y = 7 or 0 in the two orders: one decision more fixes all.
    #expect(try model.propagated(x.atMost(3), x.atLeast(3)) == [3...3, 7...7, 1...1])
  }

  @Test("What one condition moves refutes the next one")
  func conditionsInARow() throws {
    var model = Model("row")
    let x = model.variables(.integer, 3, upper: 9)
    let (b, c) = (model.binary(), model.binary())
    model.require(x[0] + 5 <= x[1], if: b)
    model.require(x[1] + 5 <= x[2], if: c)
    // x1 >= 5, and 5 + 5 > 9.
    #expect(try model.propagated(b.isOne) == [0...4, 5...9, 0...9, 1...1, 0...0])
    #expect(try model.propagated(c.isOne) == [0...9, 0...4, 5...9, 0...0, 1...1])
  }

  @Test("Cycles: of length 0 they equate, longer ones refute")
  func cycles() throws {
    var model = Model("equal")
    let (x, y) = (model.variable(.integer, upper: 6), model.variable(.integer, lower: 2, upper: 9))
    model.require(x <= y)
    model.require(y <= x)
    #expect(try model.propagated() == [2...6, 2...6])
    #expect(try model.propagated(x.atLeast(5), y.atMost(5)) == [5...5, 5...5])
    let b = model.binary()
    model.require(x + 1 <= y, if: b)
    #expect(try model.propagated(b.isOne) == nil)
    model.require(x + 1 <= y)
    #expect(try model.propagated() == nil)
  }

  @Test("Sums of two are differences as well")
  func sums() throws {
    var model = Model("sums")
    let (x, y) = (model.variable(.integer, upper: 10), model.variable(.integer, upper: 10))
    model.require(x + y <= 8)
    #expect(try model.propagated() == [0...8, 0...8])
    #expect(try model.propagated(x.atLeast(5)) == [5...8, 0...3])
    // x + y <= 4.5, so 4; and at least 3, which a decision shows.
    model.require(2 * x + 2 * y <= 9)
    model.require(x + y >= 3)
    #expect(try model.propagated() == [0...4, 0...4])
    #expect(try model.propagated(x.atMost(1)) == [0...1, 2...4])
  }

  @Test("A variable cannot precede itself")
  func itself() throws {
    var model = Model("itself")
    let x = model.variable(.integer, upper: 10)
    let (b, c) = (model.binary(), model.binary())
    model.require(x + 1 <= x, if: b)
    model.require(x - 1 <= x, if: c)
    #expect(try model.propagated() == [0...10, 0...0, 0...1])
  }
}
