import OptCore

extension SingleMachineFamily {
  /// What a schedule can be exported to, besides the result document.
  public var exportFormats: [FileFormat] { [] }

  /// The schedule in one of `exportFormats`.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension.
  public func export(
    _ solution: TardinessSchedule, of instance: SingleMachineInstance, as fileExtension: String
  ) throws(SolveError) -> [UInt8] {
    throw .badRequest(
      "no export to '.\(fileExtension)'"
        + suggestion(fileExtension, among: exportFormats.map(\.fileExtension)))
  }
}
