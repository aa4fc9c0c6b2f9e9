import OptCore

/// The files that belong to an instance: those that settings name, and the scheduled starts beside it.
struct CompanionFiles {
  /// The instance they belong to.
  let instance: SourceText

  /// The file that a setting names; nil if it is not given.
  ///
  /// - Throws: `InstanceError` when it cannot be read.
  func file(
    _ key: String, _ parameters: ParameterValues
  ) throws(InstanceError) -> SourceText? {
    guard let path = parameters.text(key) else { return nil }
    guard path != "-" else {
      throw InstanceError(
        at: instance.start, found: "-P \(key)=-", expected: "the name of a file for -P \(key)")
    }
    return try read(path, hint: nil)
  }

  /// The file with the instance's name and extension `due`.
  ///
  /// - Throws: `InstanceError` when there is none, and saying so for an instance without a name.
  func scheduledStarts() throws(InstanceError) -> SourceText {
    let hint =
      "start_delay needs scheduled starts: -P due=FILE, or 'scheduled_start' in a JSON file"
    guard instance.file != "<stdin>" else {
      throw InstanceError(
        at: instance.start,
        "found an instance on standard input, which has no file beside it; \(hint)")
    }
    let name = instance.file.utf8
    let ending = instance.fileExtension.utf8.count
    let stem = ending > 0 ? name.dropLast(ending + 1) : name[...]
    return try read(String(decoding: stem, as: UTF8.self) + ".due", hint: hint)
  }

  private func read(_ path: String, hint: String?) throws(InstanceError) -> SourceText {
    do throws(FileError) {
      return try SourceText.read(path: path)
    } catch {
      throw InstanceError(
        at: SourceLocation(file: error.path),
        "cannot read: \(error.reason)" + (hint.map { "; " + $0 } ?? ""), kind: .unreadable)
    }
  }
}
