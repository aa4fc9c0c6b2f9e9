import Experiments
import OptCore
import Testing

@Suite("What a run says while it goes on")
struct RunEventsTests {
  private static let said =
    #"{"event":"incumbent","time":0.5,"objective":20,"bound":null,"gap":null,"source":"a"}"# + "\n"
    + "a remark\n"
    + #"{"event":"message","text":"phase 2","time":0.6,"objective":20,"bound":null}"# + "\n"
    + #"{"event":"bound","time":0.75,"objective":20,"bound":1.5,"gap":0.9,"source":"b"}"# + "\n"
    + "the last word"

  @Test("Events and words are told apart wherever the pieces are cut")
  func pieces() {
    let bytes = Array(Self.said.utf8)
    for size in [1, 2, 3, 7, 50, 1000] {
      let events = RunEvents()
      var start = 0
      while start < bytes.count {
        events.take(bytes[start..<min(bytes.count, start + size)])
        start += size
      }
      events.finish()
      #expect(events.lastWords == "a remark\nthe last word")
      #expect(events.latest.objective == .integer(20))
      #expect(events.latest.bound == .real(1.5))
      #expect(
        events.trajectory == [
          TrajectoryPoint(time: 0.5, objective: .integer(20), bound: nil),
          TrajectoryPoint(time: 0.75, objective: nil, bound: .real(1.5)),
        ])
    }
  }

  @Test("What is kept is bounded, and the last event is always there")
  func bounded() {
    let events = RunEvents()
    let count = 200_000
    for number in stride(from: count, through: 1, by: -1) {
      let line =
        #"{"event":"incumbent","time":\#(count - number),"objective":\#(number),"bound":null}"#
        + "\n"
      events.take(Array(line.utf8)[...])
    }
    events.finish()
    #expect(events.latest.objective == .integer(1))
    let trajectory = events.trajectory
    #expect(trajectory.last?.objective == .integer(1))
    #expect(trajectory.count < count)
    // The shortest of these events takes more than 50 bytes.
    #expect(trajectory.count <= RunEvents.capacity / 50)
  }

  @Test(
    "Garbage is no event",
    arguments: ["{\"event\":\"incumbent\"", "{\"event\":\n", "\u{0}\u{1}", ""])
  func garbage(text: String) {
    let events = RunEvents()
    events.take(Array(text.utf8)[...])
    events.finish()
    #expect(events.trajectory == [])
    #expect(events.latest.objective == nil && events.latest.bound == nil)
  }

  @Test("A line without an end keeps its beginning")
  func endlessLine() {
    let events = RunEvents()
    for _ in 0..<100 { events.take([UInt8](repeating: UInt8(ascii: "y"), count: 100_000)[...]) }
    events.take(Array("\nend".utf8)[...])
    events.finish()
    #expect(events.lastWords?.hasSuffix("y\nend") == true)
    #expect(events.lastWords?.utf8.count == RunEvents.longestLastWords - 1)
  }
}
