import EngineCP
import Modeling
import Testing

@Suite("All different: bounds, by intervals of values that are full")
struct AllDifferentTests {
  /// Variables that are all different.
  private static func model(_ bounds: [ClosedRange<Int>]) -> Model {
    var model = Model("different")
    let terms = bounds.map {
      LinearExpression(
        of: model.variable(
          .integer, lower: Double($0.lowerBound), upper: Double($0.upperBound)))
    }
    model.require(.allDifferent(terms))
    return model
  }

  @Test("Two values for two variables are no longer there for others, and so on")
  func fullIntervals() throws {
    // Numbers 1 and 3 take 3 and 4; so number 2 is 2, number 4 is 5, number 5 is 6, number 6 is 1.
    let model = Self.model([3...4, 2...4, 3...4, 2...5, 3...6, 1...6])
    #expect(try model.propagated() == [3...4, 2...2, 3...4, 5...5, 6...6, 1...1])
  }

  @Test("More variables than values: refuted")
  func tooMany() throws {
    #expect(try Self.model([0...1, 0...1, 0...1]).propagated() == nil)
    #expect(try Self.model([0...1, 0...1, 0...2]).propagated() == [0...1, 0...1, 2...2])
    // Five variables within 1 to 4, each with other bounds.
    #expect(try Self.model([1...3, 2...4, 1...4, 1...2, 3...4, 0...9]).propagated() == nil)
  }

  @Test("A value inside is not a bound")
  func inside() throws {
    #expect(try Self.model([2...2, 0...4]).propagated() == [2...2, 0...4])
    #expect(try Self.model([2...2, 2...4]).propagated() == [2...2, 3...4])
    #expect(try Self.model([2...2, 0...2]).propagated() == [2...2, 0...1])
  }

  @Test("Decisions")
  func decisions() throws {
    let model = Self.model([0...2, 0...2, 0...2])
    let x = (0..<3).map { Variable(index: $0) }
    #expect(try model.propagated() == [0...2, 0...2, 0...2])
    #expect(try model.propagated(x[0].atMost(0)) == [0...0, 1...2, 1...2])
    #expect(try model.propagated(x[0].atMost(0), x[1].atMost(1)) == [0...0, 1...1, 2...2])
    // The others take 0 and 1.
    #expect(try model.propagated(x[0].atMost(1), x[1].atMost(1)) == [0...1, 0...1, 2...2])
    #expect(try model.propagated(x[0].atLeast(2), x[1].atMost(0)) == [2...2, 0...0, 1...1])
  }

  @Test("Terms with signs and offsets")
  func terms() throws {
    var model = Model("terms")
    let (x, y) = (
      model.variable(.integer, lower: 2, upper: 2), model.variable(.integer, lower: 1, upper: 4)
    )
    model.require(.allDifferent([LinearExpression(of: x), y + 1]))
    // y + 1 is not 2.
    #expect(try model.propagated() == [2...2, 2...4])
    let z = model.variable(.integer, lower: -9, upper: -2)
    model.require(.allDifferent([-z, LinearExpression(of: x)]))
    #expect(try model.propagated() == [2...2, 2...4, -9...(-3)])
  }
}
