import Experiments
import OptCore

/// Pictures of the solutions of a study's runs, drawn by their families from the stored documents.
struct RunDrawings {
  let store: ResultStore
  /// Bytes that all pictures of a page may take together.
  var budget = 4 << 20
  /// Pictures of a page, at most.
  var limit = 60

  /// Pictures of the runs that are most worth one, and how many of them could not be drawn because their instance
  /// cannot be read any more.
  func all(_ statistics: StudyStatistics) -> (drawings: [HTMLReport.Drawing], missing: Int) {
    var drawings: [HTMLReport.Drawing] = []
    var missing = 0
    var bytes = 0
    for record in HTMLReport.worthDrawing(statistics, limit: limit) {
      guard bytes < budget else { break }
      guard let svg = drawing(of: record, from: statistics.results.directory) else {
        missing += 1
        continue
      }
      bytes += svg.utf8.count
      drawings.append(HTMLReport.Drawing(key: record.key, svg: svg))
    }
    return (drawings, missing)
  }

  private func drawing(of record: RunRecord, from directory: String?) -> String? {
    guard let family = try? registration(record.specification.instance.family) else { return nil }
    return drawing(family, of: record, from: directory)
  }

  /// nil when the instance is gone or has changed, or the family draws no pictures.
  private func drawing<R: FamilyRegistration>(
    _ type: R.Type, of record: RunRecord, from directory: String?
  ) -> String? {
    let family = type.family(engines: .inProcess)
    let instance = record.specification.instance
    let path = directory.map { wholePath(instance.path, from: $0) } ?? instance.path
    guard family.exportFormats.contains(where: { $0.fileExtension == "svg" }),
      let document = try? store.document(key: record.key),
      let text = try? SourceText.read(path: path),
      let parameters = try? ParameterValues(instance.parameters, allowed: family.readParameters),
      let data = try? family.read(text, pick: instance.pick, parameters: parameters),
      data.digest.description == instance.digest,
      let solution = try? family.readSolution(
        SourceText(file: record.key, text: document), of: data),
      let picture = try? family.export(solution, of: data, as: "svg")
    else { return nil }
    return String(decoding: picture, as: UTF8.self)
  }
}
