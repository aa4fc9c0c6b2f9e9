import OptCore

extension SingleMachineFamily {
  /// What a solution can be exported to, besides the result document.
  public var exportFormats: [FileFormat] { ScheduleTable.formats }

  /// The schedule in one of `exportFormats`; pictures state the remarks in their heading.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension, or when the sequence is no
  ///   permutation of the jobs.
  public func export(
    _ solution: TardinessSchedule, of instance: SingleMachineInstance, as fileExtension: String,
    remarks: [(key: String, value: String)]
  ) throws(SolveError) -> [UInt8] {
    try ScheduleTable.export(solution, of: instance, as: fileExtension, remarks)
  }
}
