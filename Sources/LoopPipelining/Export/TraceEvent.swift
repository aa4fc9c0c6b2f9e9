import OptCore

/// Events of the Trace Event Format, as Perfetto and chrome://tracing open it.
enum TraceEvent {
  /// A process and one of its tracks.
  struct Track: Hashable {
    let process: Int
    let thread: Int
  }

  /// `process_name`, `thread_name` and the like.
  static func metadata(_ name: String, _ track: Track, _ value: JSONValue) -> JSONValue {
    .object([
      .init("name", .string(name)), .init("ph", .string("M")),
      .init("pid", .integer(track.process)), .init("tid", .integer(track.thread)),
      .init("args", .object([.init(name == "thread_sort_index" ? "sort_index" : "name", value)])),
    ])
  }

  /// A slice of a track.
  static func slice(
    _ name: String, _ track: Track, start: Int, duration: Int, _ arguments: [JSONValue.Member]
  ) -> JSONValue {
    .object([
      .init("name", .string(name)), .init("ph", .string("X")), .init("ts", .integer(start)),
      .init("dur", .integer(duration)), .init("pid", .integer(track.process)),
      .init("tid", .integer(track.thread)), .init("args", .object(arguments)),
    ])
  }

  /// A counter from a time on.
  static func counter(_ name: String, process: Int, time: Int, value: Int) -> JSONValue {
    .object([
      .init("name", .string(name)), .init("ph", .string("C")), .init("ts", .integer(time)),
      .init("pid", .integer(process)), .init("args", .object([.init("used", .integer(value))])),
    ])
  }

  /// One end of an arrow between slices; both ends have the same name and number.
  static func flow(
    _ name: String, number: Int, isStart: Bool, _ track: Track, time: Int
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(name)), .init("cat", .string("value")),
      .init("ph", .string(isStart ? "s" : "f")), .init("id", .integer(number)),
      .init("ts", .integer(time)), .init("pid", .integer(track.process)),
      .init("tid", .integer(track.thread)),
    ]
    if !isStart { members.append(.init("bp", .string("e"))) }
    return .object(members)
  }
}
