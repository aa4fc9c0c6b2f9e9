import OptCore
import Testing

@Suite("Natural order of names")
struct NaturalOrderTests {
  @Test("Digits count as numbers, everything else by its bytes, and the order is total")
  func order() {
    let sorted = [
      "", "009", "9b", "10", "a", "a01", "a1", "a2", "a10", "a10b", "a010c", "b", "b-1", "b1-2",
      "b1-10", "n9", "n10", "n20_s2", "n20_s10", "n100_s1", "n99999999999999999999",
      "n100000000000000000000",
    ]
    for (i, left) in sorted.enumerated() {
      for (j, right) in sorted.enumerated() {
        #expect(naturallyPrecedes(left, right) == (i < j), "\(left) \(right)")
      }
    }
  }

  @Test("Names that differ in leading zeros alone are ordered, and not equal")
  func leadingZeros() {
    #expect(naturallyPrecedes("a01", "a1") && !naturallyPrecedes("a1", "a01"))
    // The zeros matter only where nothing else does.
    #expect(naturallyPrecedes("a1x1", "a01x2") && naturallyPrecedes("a01x1", "a1x2"))
  }
}
