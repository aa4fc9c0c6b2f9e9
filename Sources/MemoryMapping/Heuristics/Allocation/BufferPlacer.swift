/// What is placed, and where a further buffer may go.
protocol BufferPlacer {
  /// Notes the pieces of a buffer.
  mutating func place(_ buffer: Int, at offset: Int)
  /// Looks up what is in the way of a buffer.
  mutating func look(at buffer: Int)
  /// Whether the buffer last looked at may have an offset.
  func isFree(_ offset: Int) -> Bool
  /// The offset that a rule takes for the buffer last looked at.
  mutating func offset(alignment: Int, rule: PlacementRule) -> Int
}
