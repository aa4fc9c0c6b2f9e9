import EngineCP
import Modeling
import Testing

@Suite("The greatest of terms")
struct MaximumTests {
  /// x in 0...5, y in 2...7 and their greatest in 0...20.
  private static func pair() -> Model {
    var model = Model("greatest")
    let (x, y) = (model.variable(.integer, upper: 5), model.variable(.integer, lower: 2, upper: 7))
    let greatest = model.variable(.integer, upper: 20)
    model.require(
      .maximum(LinearExpression(of: greatest), [LinearExpression(of: x), LinearExpression(of: y)]))
    return model
  }

  private let x = Variable(index: 0)
  private let y = Variable(index: 1)
  private let greatest = Variable(index: 2)

  @Test("It is no less than any term")
  func lowerBound() throws {
    #expect(try Self.pair().propagated()?[2].lowerBound == 2)
    #expect(try Self.pair().propagated(x.atLeast(4))?[2].lowerBound == 4)
    #expect(try Self.pair().propagated(greatest.atMost(4)) == [0...4, 2...4, 2...4])
  }

  @Test("It is no more than the greatest that a term can be which may still reach it")
  func upperBound() throws {
    #expect(try Self.pair().propagated() == [0...5, 2...7, 2...7])
    #expect(try Self.pair().propagated(y.atMost(3)) == [0...5, 2...3, 2...5])
    #expect(try Self.pair().propagated(y.atMost(3), x.atMost(1)) == [0...1, 2...3, 2...3])
    // x cannot be 6, so the greatest is y; both are 6 or 7 before y is bounded, then 6.
    #expect(
      try Self.pair().propagated(greatest.atLeast(6), y.atMost(6)) == [0...5, 6...6, 6...6])
  }

  @Test("The only term that can reach it does")
  func onlyTerm() throws {
    // x is 5 at most.
    #expect(try Self.pair().propagated(greatest.atLeast(6)) == [0...5, 6...7, 6...7])
    #expect(try Self.pair().propagated(greatest.atLeast(4), y.atMost(3)) == [4...5, 2...3, 4...5])
    // Either may reach 5.
    #expect(try Self.pair().propagated(greatest.atLeast(5))?.prefix(2) == [0...5, 2...7])
  }

  @Test("No term can reach it: refuted")
  func outOfReach() throws {
    #expect(try Self.pair().propagated(greatest.atLeast(8)) == nil)
  }

  @Test("One term equals it; terms have signs and offsets")
  func terms() throws {
    var model = Model("one term")
    let (x, z) = (model.variable(.integer, upper: 5), model.variable(.integer, upper: 9))
    model.require(.maximum(LinearExpression(of: z), [x + 1]))
    #expect(try model.propagated() == [0...5, 1...6])

    var negative = Model("negative")
    let (u, v) = (
      negative.variable(.integer, upper: 4), negative.variable(.integer, lower: -3, upper: -1)
    )
    let w = negative.variable(.integer, lower: -9, upper: 9)
    negative.require(.maximum(LinearExpression(of: w), [-u, LinearExpression(of: v)]))
    #expect(try negative.propagated()?[2].lowerBound == -3)
    // -u <= -2 and v <= -2.
    #expect(try negative.propagated(w.atMost(-2)) == [2...4, -3...(-2), -3...(-2)])
    // v is -1 at most, so u = 0.
    #expect(try negative.propagated(w.atLeast(0)) == [0...0, -3...(-1), 0...0])
  }

  @Test("The least is the greatest of the negations")
  func least() throws {
    var model = Model("least")
    let (x, y) = (model.variable(.integer, upper: 5), model.variable(.integer, lower: 2, upper: 7))
    let least = model.variable(.integer, upper: 20)
    model.require(.maximum(-least, [-x, -y]))
    #expect(try model.propagated()?[2].upperBound == 5)
    // y cannot be 1, so x is.
    #expect(try model.propagated(least.atMost(1)) == [0...1, 2...7, 0...1])
    #expect(try model.propagated(least.atLeast(3)) == [3...5, 3...7, 3...5])
  }
}
