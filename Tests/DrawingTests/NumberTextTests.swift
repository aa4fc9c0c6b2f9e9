import Drawing
import Testing

@Suite("Numbers in pictures")
struct NumberTextTests {
  @Test("Groups of three from five digits on, the sign in front")
  func integers() {
    #expect(NumberText.of(0) == "0" && NumberText.of(9999) == "9999")
    #expect(NumberText.of(1_017_831) == "1\u{2009}017\u{2009}831")
    #expect(NumberText.of(-18_949) == "\u{2212}18\u{2009}949")
  }

  @Test("Rounding noise is not shown, small and large values are kept")
  func reals() {
    #expect(NumberText.of(0.1 + 0.2) == "0.3")
    #expect(NumberText.of(12.999999999999998) == "13")
    #expect(NumberText.of(0.0) == "0" && NumberText.of(-2.5) == "-2.5")
    #expect(NumberText.of(1e-7) == "1e-07" && NumberText.of(2.5e12) == "2500000000000.0")
  }
}
