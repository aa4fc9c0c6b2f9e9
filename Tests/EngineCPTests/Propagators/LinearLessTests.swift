import EngineCP
import Modeling
import Testing

@Suite("Sums: each bound leaves the others what their least values do not use up")
struct LinearLessTests {
  @Test("Upper bounds, at the root and after a decision")
  func upperBounds() throws {
    var model = Model("sum")
    let (x, y, z) = (
      model.variable(.integer, lower: 1, upper: 10), model.variable(.integer, lower: 1, upper: 10),
      model.variable(.integer, lower: 1, upper: 10)
    )
    model.require(2 * x + 3 * y + 4 * z <= 20)
    // Least sum 2 + 3 + 4 = 9, so 11 are left: x may rise by 11 / 2 = 5, y by 11 / 3 = 3, z by 11 / 4 = 2.
    #expect(try model.propagated() == [1...6, 1...4, 1...3])
    // y >= 3 takes 6 more, 5 are left: x may rise by 2, z by 1, y from 3 by 1.
    #expect(try model.propagated(y.atLeast(3)) == [1...3, 3...4, 1...2])
    // x = 6 takes 10 of the 11: nothing else rises.
    #expect(try model.propagated(x.atLeast(6)) == [6...6, 1...1, 1...1])
  }

  @Test("Lower bounds and negative coefficients")
  func lowerBounds() throws {
    var model = Model("difference")
    let x = model.variables(.integer, 3, upper: 5)
    model.require(3 * x[0] - 2 * x[1] - x[2] >= 5)
    // 3 x0 >= 5, so x0 >= 2; 2 x1 + x2 <= 3 * 5 - 5 = 10 is no news.
    #expect(try model.propagated() == [2...5, 0...5, 0...5])
    // x0 = 2: 2 x1 + x2 <= 1.
    #expect(try model.propagated(x[0].atMost(2)) == [2...2, 0...0, 0...1])
    // x1 = 5: 3 x0 >= 15 + x2, so x0 = 5 and x2 = 0.
    #expect(try model.propagated(x[1].atLeast(5)) == [5...5, 5...5, 0...0])
  }

  @Test("An equation works in both directions")
  func equation() throws {
    var model = Model("equation")
    let (x, y, z) = (
      model.variable(.integer, upper: 5), model.variable(.integer, upper: 3),
      model.variable(.integer, upper: 2)
    )
    let left: LinearExpression = 3 * x + 5 * y + 7 * z
    model.require(LinearRelation(15, left, 15))
    // Each alone can be 15 at most: x <= 5, y <= 3, z <= 2. The greatest sum is 44: no lower bound.
    #expect(try model.propagated() == [0...5, 0...3, 0...2])
    // z = 1: 3 x + 5 y = 8, so x <= 2 and y <= 1; then 3 x >= 8 - 5 and 5 y >= 8 - 6: x >= 1, y = 1; then 3 x = 3.
    #expect(try model.propagated(z.atLeast(1), z.atMost(1)) == [1...1, 1...1, 1...1])
    // z = 2: 3 x + 5 y = 1 has no solution.
    #expect(try model.propagated(z.atLeast(2)) == nil)
  }

  @Test("Fractions are scaled, limits rounded inwards")
  func fractions() throws {
    var model = Model("fractions")
    let x = model.variables(.integer, 3, upper: 9)
    model.require(0.5 * x[0] + 0.25 * x[1] + 0.25 * x[2] <= 1.6)
    // Times 4: 2 x0 + x1 + x2 <= 6.4, so 6.
    #expect(try model.propagated() == [0...3, 0...6, 0...6])
    #expect(try model.propagated(x[0].atLeast(2)) == [2...3, 0...2, 0...2])
  }

  @Test("On condition: nothing before the condition holds, and a broken sum refutes it")
  func conditional() throws {
    var model = Model("conditional")
    let x = model.variables(.integer, 3, upper: 4)
    let b = model.binary()
    model.require(sum(x) <= 5, if: b)
    let all = 0...4
    #expect(try model.propagated(x[0].atLeast(3)) == [3...4, all, all, 0...1])
    // 3 of 5 are used, 2 left for each.
    #expect(try model.propagated(x[0].atLeast(3), b.isOne) == [3...4, 0...2, 0...2, 1...1])
    #expect(try model.propagated(b.isOne, x[0].atLeast(3)) == [3...4, 0...2, 0...2, 1...1])
    // 2 + 2 + 2 = 6 > 5.
    let (first, second, third) = (x[0].atLeast(2), x[1].atLeast(2), x[2].atLeast(2))
    #expect(try model.propagated(first, second) == [2...4, 2...4, all, 0...1])
    #expect(try model.propagated(first, second, third) == [2...4, 2...4, 2...4, 0...0])
  }

  @Test("Of several conditions the last one is refuted")
  func conditions() throws {
    var model = Model("conditions")
    let x = model.variables(.integer, 3, upper: 4)
    let (b, c) = (model.binary(), model.binary())
    model.require(sum(x) <= 5, if: [b.literal, !c])
    let three = [x[0].atLeast(2), x[1].atLeast(2), x[2].atLeast(2)]
    let open = 2...4
    #expect(try model.propagated(three[0], three[1], three[2]) == [open, open, open, 0...1, 0...1])
    #expect(
      try model.propagated(b.isOne, three[0], three[1], three[2]) == [
        open, open, open, 1...1, 1...1,
      ])
    #expect(try model.propagated(b.isOne, c.isZero, three[0], three[1], three[2]) == nil)
  }

  @Test("Of 0/1 variables, those too great for what is left are 0")
  func binaries() throws {
    var model = Model("knapsack")
    let (a, b, c) = (model.binary(), model.binary(), model.binary())
    model.require(3 * a + 2 * b + 2 * c <= 4)
    #expect(try model.propagated() == [0...1, 0...1, 0...1])
    #expect(try model.propagated(a.isOne) == [1...1, 0...0, 0...0])
    // 2 are left: too little for a, enough for c.
    #expect(try model.propagated(b.isOne) == [0...0, 1...1, 0...1])
  }

  @Test("A sum out of reach is refuted at once")
  func outOfReach() throws {
    var model = Model("out of reach")
    model.require(sum(model.variables(.integer, 3, upper: 4)) >= 13)
    #expect(try model.propagated() == nil)
  }

  @Test("Limits between which no multiple of the common divisor lies")
  func divisor() throws {
    var model = Model("divisor")
    let (x, y) = (model.variable(.integer, upper: 9), model.variable(.integer, upper: 9))
    let b = model.binary()
    // 2 x + 4 y is even.
    let odd = LinearRelation(3, 2 * x + 4 * y, 3)
    model.require(odd, if: b)
    #expect(try model.propagated() == [0...9, 0...9, 0...0])
    model.require(odd, if: [!b, b.literal])
    #expect(try model.propagated() == [0...9, 0...9, 0...0])
    model.require(odd)
    #expect(try ModelCompiler(model).isRefuted)
    // Without bounds as well: no domain has to be found for what is refuted.
    var endless = Model("endless")
    let z = endless.variables(.integer, 2)
    endless.require(LinearRelation(4, 3 * z[0] - 3 * z[1], 5))
    #expect(try CPEngine().solve(endless).termination == .infeasible)
  }
}
