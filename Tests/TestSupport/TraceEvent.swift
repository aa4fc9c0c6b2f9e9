import Foundation

/// An event of a trace for Perfetto, whose arguments a test names.
public struct TraceEvent<Arguments: Decodable>: Decodable {
  /// What it is called.
  public var name: String
  /// Its kind: X = slice, C = counter, M = name, s and f = arrow.
  public var ph: String
  /// When it begins, in microseconds.
  public var ts: Int?
  /// How long it lasts, in microseconds.
  public var dur: Int?
  /// The process of its track.
  public var pid: Int
  /// The thread of its track.
  public var tid: Int?
  /// Which arrow it belongs to.
  public var id: Int?
  /// What else it tells.
  public var args: Arguments?

  /// When it ends.
  public var end: Int { (ts ?? 0) + (dur ?? 0) }

  /// The events of a trace file.
  public static func all(in bytes: [UInt8]) throws -> [TraceEvent] {
    try JSONDecoder().decode(File.self, from: Data(bytes)).traceEvents
  }

  private struct File: Decodable {
    var traceEvents: [TraceEvent]
  }
}
