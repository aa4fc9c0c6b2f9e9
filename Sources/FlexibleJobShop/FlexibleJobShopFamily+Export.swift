import OptCore

extension FlexibleJobShopFamily {
  /// What a solution can be exported to, besides the result document.
  public var exportFormats: [FileFormat] { ShopScheduleTable.formats }

  /// The schedule in one of `exportFormats`; pictures state the remarks in their heading.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension, or when the schedule breaks rules.
  public func export(
    _ solution: ShopSchedule, of instance: FlexibleJobShopInstance, as fileExtension: String,
    remarks: [(key: String, value: String)]
  ) throws(SolveError) -> [UInt8] {
    try ShopScheduleTable.export(solution, of: instance, as: fileExtension, remarks)
  }
}
