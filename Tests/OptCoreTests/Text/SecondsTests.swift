import OptCore
import Testing

@Suite("Durations")
struct SecondsTests {
  @Test(
    "numbers with and without units, and parts in falling order",
    arguments: [
      ("90", 90), ("0", 0), ("0.5", 0.5), ("1e3", 1000), ("10s", 10), ("500ms", 0.5),
      ("1.5m", 90), ("2h", 7200), ("1h30m", 5400), ("1h2m3s4ms", 3723.004), ("1m30s", 90),
      ("1s500ms", 1.5),
    ])
  func durations(text: String, value: Double) throws {
    let found = try #require(seconds(text))
    #expect(abs(found - value) < 1e-9)
  }

  @Test(
    "anything else is none",
    arguments: [
      "", "s", "h", "-5", "-5s", "nan", "inf", "1d", "30m1h", "1h1h", "1h 30m", "1h30", "1m-5s",
      "soon", "1e400",
    ])
  func none(text: String) {
    #expect(seconds(text) == nil)
  }
}
