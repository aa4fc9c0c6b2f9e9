import Drawing
import Testing

@Suite("Axis and ticks")
struct AxisTests {
  @Test(
    "The integer step is the next of 1, 2, 5 times a power of ten",
    arguments: [
      (Int.min, 1), (0, 1), (1, 1), (2, 2), (3, 5), (5, 5), (6, 10), (11, 20), (51, 100),
      (100_000_000_000_001, 200_000_000_000_000),
    ])
  func integerStep(minimum: Int, step: Int) {
    #expect(Ticks.integerStep(atLeast: minimum) == step)
  }

  @Test("The integer step of the largest times exists")
  func hugeStep() {
    #expect(Ticks.integerStep(atLeast: .max) == 5_000_000_000_000_000_000)
  }

  @Test("Multiples start inside the range, below zero too")
  func multiples() {
    #expect(Ticks.multiples(of: 5, from: -12, through: 7) == [-10, -5, 0, 5])
    #expect(Ticks.multiples(of: 5, from: 1, through: 4) == [])
    #expect(Ticks.multiples(of: 5, from: 4, through: 1) == [])
    #expect(Ticks.multiples(of: 1 << 62, from: .min, through: .max).count == 4)
  }

  @Test("Linear ticks are round, inside the range and not too many")
  func linearTicks() {
    #expect(Ticks.linear(from: 0, to: 10, count: 5) == [0, 2, 4, 6, 8, 10])
    #expect(Ticks.linear(from: 3, to: 3, count: 5) == [])
    #expect(Ticks.linear(from: 0, to: .infinity, count: 5) == [])
    for (low, high) in [(0.0, 1e-9), (-5.0, 123_456.0), (1e12, 1.0001e12), (-1e300, 1e300)] {
      let ticks = Ticks.linear(from: low, to: high, count: 6)
      #expect((2...7).contains(ticks.count))
      #expect(ticks == ticks.sorted())
    }
  }

  @Test("Logarithmic ticks are powers of ten, finer when there are few decades")
  func logarithmicTicks() {
    #expect(Ticks.logarithmic(from: 1, to: 100, count: 8) == [1, 2, 5, 10, 20, 50, 100])
    #expect(Ticks.logarithmic(from: 1, to: 1000, count: 5) == [1, 10, 100, 1000])
    #expect(Ticks.logarithmic(from: 0, to: 100, count: 8) == [])
    #expect(Ticks.logarithmic(from: 1e-6, to: 1e6, count: 6).count <= 8)
  }

  @Test("Positions run from start to end, in proportion or by ratio")
  func positions() {
    let linear = Axis(lower: 10, upper: 20, start: 100, end: 0)
    #expect(linear.position(of: 10) == 100)
    #expect(abs(linear.position(of: 15) - 50) < 1e-9)
    #expect(linear.position(of: 99) == 0)
    #expect(linear.position(of: .nan) == 100)
    let log = Axis(scale: .logarithmic, lower: 1, upper: 100, start: 0, end: 200)
    #expect(abs(log.position(of: 10) - 100) < 1e-9)
    #expect(log.position(of: -1) == 0)
  }

  @Test("An empty or impossible range is widened")
  func degenerateRanges() {
    let flat = Axis(lower: 7, upper: 7, start: 0, end: 100)
    #expect(flat.lower < 7 && flat.upper > 7)
    #expect(abs(flat.position(of: 7) - 50) < 1e-9)
    let log = Axis(scale: .logarithmic, lower: 0, upper: 10, start: 0, end: 1)
    #expect(log.lower > 0)
    let wild = Axis(lower: -.infinity, upper: .nan, start: 0, end: 1)
    #expect(wild.upper > wild.lower)
  }

  @Test("Tick labels are as precise as the step")
  func labels() {
    let fine = Axis(lower: 0, upper: 1, start: 0, end: 1).ticks(count: 5).map(\.label)
    #expect(fine == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
    let coarse = Axis(lower: 0, upper: 40_000, start: 0, end: 1).ticks(count: 2).map(\.label)
    #expect(coarse == ["0", "20\u{2009}000", "40\u{2009}000"])
    let huge = Axis(lower: 0, upper: 2e15, start: 0, end: 1).ticks(count: 2).map(\.label)
    #expect(huge == ["0", "1e15", "2e15"])
    let log = Axis(scale: .logarithmic, lower: 1e-6, upper: 1, start: 0, end: 1)
    #expect(log.ticks(count: 3).map(\.label) == ["1e-6", "0.0001", "0.01", "1"])
  }
}
