import OptCore

/// Every beginning of a file, given to a reader.
///
/// - Parameter read: takes a text; what it throws is an `InstanceError` at a place in the text.
/// - Returns: errors of another kind, or at a place that the text does not have.
public func misplacedErrors(
  inBeginningsOf bytes: [UInt8], file: String, read: (SourceText) throws -> Void
) -> [String] {
  (0..<bytes.count).compactMap { count in
    let text = SourceText(file: file, bytes: Array(bytes[..<count]))
    do {
      try read(text)
      return nil
    } catch let error as InstanceError {
      let end = text.location(at: count)
      let place = (error.location.line, error.location.column)
      return place >= (1, 1) && place <= (end.line, end.column) ? nil : "\(error)"
    } catch {
      return "\(error)"
    }
  }
}
