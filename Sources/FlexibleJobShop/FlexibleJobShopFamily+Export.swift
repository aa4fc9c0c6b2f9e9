import OptCore

extension FlexibleJobShopFamily {
  /// What a solution can be exported to, besides the result document.
  public var exportFormats: [FileFormat] { ShopExport.allCases.map(\.format) }

  /// The schedule in one of `exportFormats`.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension, or when the schedule breaks rules.
  public func export(
    _ solution: ShopSchedule, of instance: FlexibleJobShopInstance, as fileExtension: String
  ) throws(SolveError) -> [UInt8] {
    try export(solution, of: instance, as: fileExtension, remarks: [])
  }

  /// The schedule in one of `exportFormats`; pictures state the remarks in their heading.
  ///
  /// - Throws: `SolveError.badRequest` for an unknown extension, or when the schedule breaks rules.
  public func export(
    _ solution: ShopSchedule, of instance: FlexibleJobShopInstance, as fileExtension: String,
    remarks: [(key: String, value: String)]
  ) throws(SolveError) -> [UInt8] {
    guard let format = ShopExport(rawValue: fileExtension) else {
      throw .badRequest(
        "no export to '.\(fileExtension)'"
          + suggestion(fileExtension, among: exportFormats.map(\.fileExtension)))
    }
    return try format.data(of: solution, in: instance, remarks)
  }
}
