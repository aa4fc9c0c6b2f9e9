import Drawing

/// The charts of a report.
struct PageCharts {
  let statistics: StudyStatistics
  let scope: ReportScope
  /// Place of the scope among those of the page.
  let number: Int

  /// Performance profiles of quality and of time to a proof.
  var profiles: String {
    let quality = statistics.objectiveProfile(instances: scope.instances)
    let time = statistics.timeProfile(instances: scope.instances, solved: .proven)
    return PageCharts.pair(
      chart(
        quality, id: "quality", title: "Quality" + scope.ending,
        label: "objective relative to the best",
        caption: "Share of instances on which a method's mean objective is within a factor of the "
          + "best method's. Higher is better; left edge: share of instances where it is the best."),
      chart(
        time, id: "proof", title: "Time to a proof" + scope.ending,
        label: "time relative to the fastest",
        caption: "Share of instances that a method proves within a factor of the fastest "
          + "method's time."))
  }

  /// Two figures side by side where there is room; empty when both are.
  private static func pair(_ first: String, _ second: String) -> String {
    let figures = first + second
    return figures.isEmpty ? "" : "<div class=\"pair\">\n\(figures)</div>\n"
  }

  private func chart(
    _ profile: PerformanceProfile, id: String, title: String, label: String, caption: String
  ) -> String {
    let longest = profile.curves.compactMap(\.ratios.last).max() ?? 1
    let end = max(longest * 1.02, 1.01)
    let series = profile.curves.filter { !$0.ratios.isEmpty }.map { curve in
      var points = [Point(1, profile.share(curve, within: 1))]
      for (index, ratio) in curve.ratios.enumerated() where ratio > 1 {
        let next = index + 1 < curve.ratios.count ? curve.ratios[index + 1] : nil
        if next != ratio {
          points.append(Point(ratio, Double(index + 1) / Double(profile.instanceCount)))
        }
      }
      points.append(Point(end, points[points.count - 1].y))
      return LineChart.Series(
        statistics.methods[curve.methodIndex].label, points, interpolation: .step,
        place: curve.methodIndex)
    }
    let left = profile.leftOutCount
    let note =
      " \(ReportTables.of(profile.instanceCount, "instance"))"
      + (left > 0 ? "; \(left) without runs of every method are left out." : ".")
    return PageChart(
      id: "\(id)-\(number)", title: title, caption: caption + note,
      x: LineChart.AxisOptions(
        label, scale: end > 4 ? .logarithmic : .linear, lower: 1, upper: end),
      y: LineChart.AxisOptions("share of instances", lower: 0, upper: 1.02), series: series,
      largerIsBetter: true
    ).html
  }

  /// Mean quality over time.
  var anytime: String {
    let times = statistics.anytimeGrid(instances: scope.instances)
    let curves = scope.methods(in: statistics).map {
      statistics.anytimeCurve(method: $0, instances: scope.instances, times: times)
    }
    let series = curves.map { curve in
      LineChart.Series(
        statistics.methods[curve.methodIndex].label,
        curve.points.map { Point($0.time, 100 * $0.primalGap) }, interpolation: .step,
        place: curve.methodIndex)
    }
    return PageChart(
      id: "anytime-\(number)", title: "Mean primal gap over time" + scope.ending,
      caption:
        "Distance to the best known objective, |objective - best| / max of both, averaged over "
        + "runs; a run without a solution counts as 100 %, an ended run keeps its last incumbent.",
      x: LineChart.AxisOptions("time [s]", scale: .logarithmic),
      y: LineChart.AxisOptions("mean primal gap [%]", lower: 0), series: series,
      largerIsBetter: false, width: 1200
    ).html
  }

  /// Mean gap and mean deviation by size of the instances.
  var bySize: String {
    PageCharts.pair(
      bySize(
        "gap", "Gap by size", "mean gap [%]",
        caption:
          "Mean gap to the run's own bound, over the runs that state one; instances weigh the same."
      ) { $0.gap },
      bySize(
        "deviation", "Deviation by size", "mean deviation [%]",
        caption: "Mean deviation from the reference, or from the best of the study without one; "
          + "instances weigh the same."
      ) { $0.deviation })
  }

  private func bySize(
    _ id: String, _ title: String, _ label: String, caption: String, of value: (RunFacts) -> Double?
  ) -> String {
    let units = Set(
      scope.instances.compactMap { statistics.instances[$0].familyIndex }.map {
        statistics.results.families[$0].sizeUnit
      })
    let series = scope.methods(in: statistics).map { method in
      var means: [Int: InstanceMean] = [:]
      for instance in scope.instances {
        let size = statistics.instances[instance].instance.size
        means[size, default: InstanceMean()].add(
          statistics.soundRuns(instance: instance, method: method).compactMap(value))
      }
      return LineChart.Series(
        statistics.methods[method].label,
        means.sorted { $0.key < $1.key }.compactMap { size, mean in
          mean.mean().map { Point(Double(size), 100 * $0.value) }
        }, place: method, hasDots: true)
    }
    let values = series.flatMap { $0.points.map(\.y) }
    return PageChart(
      id: "\(id)-by-size-\(number)", title: title + scope.ending, caption: caption,
      x: LineChart.AxisOptions(
        "size [\(units.count == 1 ? units.first ?? "" : "units of the family")]",
        scale: .logarithmic),
      y: LineChart.AxisOptions(
        label, lower: values.allSatisfy { $0 >= 0 } ? 0 : nil,
        upper: values.allSatisfy { $0 == 0 } ? 1 : nil), series: series, largerIsBetter: false
    ).html
  }
}
