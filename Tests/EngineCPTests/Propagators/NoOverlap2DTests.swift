import EngineCP
import Modeling
import Testing

@Suite("Rectangles")
struct NoOverlap2DTests {
  private typealias Rectangle = (x: ClosedRange<Int>, y: ClosedRange<Int>, width: Int, height: Int)

  private static func number(_ model: inout Model, _ bounds: ClosedRange<Int>) -> Variable {
    model.variable(.integer, lower: Double(bounds.lowerBound), upper: Double(bounds.upperBound))
  }

  /// Columns: x and y of each rectangle in turn.
  private static func packing(_ rectangles: [Rectangle]) -> Model {
    var model = Model("packing")
    var sides: (x: [Interval], y: [Interval]) = ([], [])
    for rectangle in rectangles {
      sides.x.append(Interval(start: number(&model, rectangle.x), duration: rectangle.width))
      sides.y.append(Interval(start: number(&model, rectangle.y), duration: rectangle.height))
    }
    model.require(.noOverlap2D(sides.x, sides.y))
    return model
  }

  @Test("Where only one position is left, it acts")
  func onePosition() throws {
    // Heights of 2 from 0 or 1 on overlap; x1 + 3 <= 0 is impossible, so x1 >= 3.
    let besides = Self.packing([(0...0, 0...1, 3, 2), (1...7, 0...1, 3, 2)])
    #expect(try besides.propagated() == [0...0, 0...1, 3...7, 0...1])
    let above = Self.packing([(0...1, 0...0, 2, 3), (0...1, 1...7, 2, 3)])
    #expect(try above.propagated() == [0...1, 0...0, 0...1, 3...7])
    #expect(try Self.packing([(0...1, 0...1, 2, 2), (0...1, 0...1, 2, 2)]).propagated() == nil)
  }

  @Test("Decisions leave one position")
  func decisions() throws {
    let model = Self.packing([(0...0, 0...0, 3, 3), (0...5, 0...5, 3, 3)])
    let (x, y) = (Variable(index: 2), Variable(index: 3))
    #expect(try model.propagated() == [0...0, 0...0, 0...5, 0...5])
    // Not right of the first one, so above it; and the other way round.
    #expect(try model.propagated(x.atMost(2)) == [0...0, 0...0, 0...2, 3...5])
    #expect(try model.propagated(y.atMost(2)) == [0...0, 0...0, 3...5, 0...2])
    #expect(try model.propagated(x.atMost(3)) == [0...0, 0...0, 0...3, 0...5])
  }

  @Test("Three that pairwise fit above each other, but not all, are seen as a resource")
  func shadow() throws {
    // Heights 2, 2 and 2 in a room of 5, the first two at x from 0 to 4: the third is right of them.
    let three = Self.packing([(0...0, 0...3, 4, 2), (0...0, 0...3, 4, 2), (0...9, 0...3, 2, 2)])
    #expect(try three.propagated() == [0...0, 0...3, 0...0, 0...3, 4...9, 0...3])
    // With x and y exchanged.
    let turned = Self.packing([(0...3, 0...0, 2, 4), (0...3, 0...0, 2, 4), (0...3, 0...9, 2, 2)])
    #expect(try turned.propagated() == [0...3, 0...0, 0...3, 0...0, 0...3, 4...9])
    // A height of 1 fits.
    let low = Self.packing([(0...0, 0...3, 4, 2), (0...0, 0...3, 4, 2), (0...9, 0...4, 2, 1)])
    #expect(try low.propagated() == [0...0, 0...3, 0...0, 0...3, 0...9, 0...4])
  }

  @Test("One that may be absent, and one that may have no width")
  func optional() throws {
    var model = Model("optional")
    let at = [0...0, 0...0, 1...1, 1...1].map { Self.number(&model, $0) }
    let isPresent = model.binary()
    let first = (Interval(start: at[0], duration: 3), Interval(start: at[1], duration: 3))
    let second = Interval(start: at[2], duration: 1, presence: isPresent)
    model.require(.noOverlap2D([first.0, second], [first.1, Interval(start: at[3], duration: 1)]))
    #expect(try model.propagated()?.last == 0...0)

    var flat = Model("flat")
    let corner = [0...0, 0...0, 1...1, 1...1].map { Self.number(&flat, $0) }
    let width = Self.number(&flat, 0...2)
    let large = (Interval(start: corner[0], duration: 3), Interval(start: corner[1], duration: 3))
    let small = (
      Interval(start: corner[2], duration: width), Interval(start: corner[3], duration: 1)
    )
    flat.require(.noOverlap2D([large.0, small.0], [large.1, small.1]))
    #expect(try flat.propagated()?.last == 0...0)
  }

  @Test("A rectangle without area is in nobody's way")
  func noArea() throws {
    let line = Self.packing([(0...0, 0...0, 3, 3), (1...1, 1...1, 0, 1)])
    #expect(try line.propagated() == [0...0, 0...0, 1...1, 1...1])
  }
}
